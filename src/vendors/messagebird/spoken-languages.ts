/**
 * Languages that MessageBird speaks, the usual region of each before its others. Source:
 * types/voice_messages.d.ts of npm `messagebird` 4.0.1.
 */
export const spokenLanguages: readonly string[] = (
  "cy-gb da-dk de-de el-gr en-us en-au en-gb en-in es-es es-mx es-us fr-fr fr-ca id-id is-is " +
  "it-it ja-jp ko-kr ms-my nb-no nl-nl pl-pl pt-br pt-pt ro-ro ru-ru sv-se ta-in th-th tr-tr " +
  "vi-vn zh-cn zh-hk"
).split(" ");
