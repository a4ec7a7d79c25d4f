/**
 * Languages that templates have by region alone, or by region as well. Source:
 * message-templates/supported-languages, below
 * https://developers.facebook.com/docs/whatsapp/business-management-api
 */
const regions: ReadonlyMap<string, readonly string[]> = new Map([
  ["en", ["GB", "US"]],
  ["es", ["AR", "ES", "MX"]],
  ["pt", ["BR", "PT"]],
  ["zh", ["CN", "HK", "TW"]],
]);
const regionAlone: ReadonlyMap<string, string> = new Map([
  ["pt", "pt_BR"],
  ["zh", "zh_CN"],
  ["rw", "rw_RW"],
  ["ky", "ky_KG"],
]);

/** A template's language as Meta writes it: id-ID → id, en-US → en_US, pt → pt_BR. */
export function templateLanguage(locale: string): string {
  const [language = "", ...rest] = locale.toLowerCase().split("-");
  const region = rest.find((part) => part.length === 2)?.toUpperCase();
  return region !== undefined && regions.get(language)?.includes(region) === true
    ? `${language}_${region}`
    : (regionAlone.get(language) ?? language);
}
