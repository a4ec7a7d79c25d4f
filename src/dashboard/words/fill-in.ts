/** What stands in a text for the names in it. */
export type WordValues = Readonly<Record<string, string | number>>;

/**
 * Replaces {name} in a text by its value, and {name:line|lines} by its value and the word that goes
 * with it; what has no value is left as it stands.
 */
export function fillIn(text: string, values: WordValues): string {
  return text.replace(
    /\{(\w+)(?::([^|}]+)\|([^}]+))?\}/g,
    (whole, name: string, one?: string, many?: string) => {
      const value = values[name] ?? null;
      return value === null || many === undefined
        ? String(value ?? whole)
        : `${value} ${String(value) === "1" ? one : many}`;
    },
  );
}
