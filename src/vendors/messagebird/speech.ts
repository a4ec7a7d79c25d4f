/**
 * Languages that MessageBird speaks; the first of a language is what a locale without a region, or
 * with another one, gets. Source: types/voice_messages.d.ts of npm `messagebird` 4.0.1.
 */
const spoken: readonly string[] = (
  "cy-gb da-dk de-de el-gr en-us en-au en-gb en-in es-es es-mx es-us fr-fr fr-ca id-id is-is " +
  "it-it ja-jp ko-kr ms-my nb-no nl-nl pl-pl pt-br pt-pt ro-ro ru-ru sv-se ta-in th-th tr-tr " +
  "vi-vn zh-cn zh-hk"
).split(" ");

/** The language to speak a text of this locale in; American English for what nobody speaks. */
export function speechLanguage(locale: string): string {
  const wanted = locale.toLowerCase();
  const [language = ""] = wanted.split("-");
  const near = spoken.find((tag) => tag.startsWith(`${language}-`));
  return spoken.includes(wanted) ? wanted : (near ?? "en-us");
}
