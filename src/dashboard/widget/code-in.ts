/** How a code looks; null = not known yet. */
export interface CodeLook {
  readonly length: number;
  readonly isDigits: boolean;
}

const longest = 10;

/**
 * The code in what was typed or pasted, at most as long as a code is: of a whole message its one
 * word that can be the code, or nothing; else all that can belong to a code.
 */
export function codeIn(text: string, look: CodeLook | null): string {
  const plain = text.normalize("NFKC");
  if (look !== null) {
    const words = plain.toUpperCase().match(look.isDigits ? /\d+/g : /[A-Z0-9]+/g) ?? [];
    const fitting = words.filter((word) => word.length === look.length && /\d/.test(word));
    if (words.length > 1 && (fitting[0] !== undefined || words.join("").length > look.length)) {
      return fitting[0] ?? "";
    }
  }
  const kept = plain.replace(look?.isDigits === false ? /[^A-Za-z0-9]/g : /\D/g, "");
  return kept.toUpperCase().slice(0, look?.length ?? longest);
}
