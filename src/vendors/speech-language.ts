/**
 * The language that a vendor's machine is to speak for a locale: the same language and region, else
 * the first of the language, else what is given for all others.
 *
 * @param supported the vendor's codes, the usual region of a language before its others
 */
export function speechLanguage(
  locale: string,
  supported: readonly string[],
  otherwise: string,
): string {
  const wanted = locale.toLowerCase();
  const [language] = wanted.split("-");
  return (
    supported.find((code) => code.toLowerCase() === wanted) ??
    supported.find((code) => code.toLowerCase().split("-")[0] === language) ??
    otherwise
  );
}
