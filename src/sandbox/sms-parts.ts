const gsmBasic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const gsmExtended = "\f^{}\\[~]|€";

/** How many SMS a vendor sends, and bills, for a text (3GPP TS 23.038 and 23.040). */
export function smsParts(text: string): number {
  let septets = 0;
  for (const character of text) {
    if (gsmBasic.includes(character)) {
      septets += 1;
    } else if (gsmExtended.includes(character)) {
      septets += 2;
    } else {
      return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
    }
  }
  return septets <= 160 ? 1 : Math.ceil(septets / 153);
}
