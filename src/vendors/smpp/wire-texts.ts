import { messageParts } from "../../core/otp/parts.js";
import { gsmSeptets } from "./gsm-alphabet.js";

/** One SM of a text, ready for its PDU. */
export interface WireText {
  readonly dataCoding: number;
  /** Octets of `short_message`, with the header that joins parts, or of `message_payload`. */
  readonly bytes: Buffer;
  readonly hasHeader: boolean;
  readonly isPayload: boolean;
}

const gsm = { dataCoding: 0x00, singleMax: 160, partMax: 153 };
const ucs2 = { dataCoding: 0x08, singleMax: 140, partMax: 134 };

/**
 * Writes a text as one or more SMs: in GSM-7, one octet per septet, or in UCS-2 where a character
 * needs it. As many parts as `messageParts` counts; neither an escape sequence nor a surrogate pair
 * is split. Source: 3GPP TS 23.040, 9.2.3.24.1; SMPP 3.4, 5.2.19 and 5.3.2.32.
 *
 * @param long      udh: parts, each with a header; payload: whole, the SMSC cuts it
 * @param reference tells the parts of one text from another's, modulo 256
 */
export function wireTexts(
  text: string,
  long: "udh" | "payload",
  reference: number,
): readonly WireText[] {
  const isUcs2 = messageParts("SMS", text).encoding === "UCS2";
  const { dataCoding, singleMax, partMax } = isUcs2 ? ucs2 : gsm;
  const characters = Array.from(text, (character) =>
    isUcs2 ? Buffer.from(character, "utf16le").swap16() : Buffer.from(gsmSeptets(character)),
  );
  const whole = Buffer.concat(characters);
  if (whole.length <= singleMax || long === "payload") {
    const isPayload = whole.length > singleMax;
    return [{ dataCoding, bytes: whole, hasHeader: false, isPayload }];
  }
  const parts = split(characters, partMax);
  return parts.map((part, index) => ({
    dataCoding,
    bytes: Buffer.concat([Buffer.from([5, 0, 3, reference & 255, parts.length, index + 1]), part]),
    hasHeader: true,
    isPayload: false,
  }));
}

function split(characters: readonly Buffer[], partMax: number): readonly Buffer[] {
  const parts: Buffer[][] = [[]];
  let used = 0;
  for (const character of characters) {
    if (used + character.length > partMax) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(character);
    used += character.length;
  }
  return parts.map((part) => Buffer.concat(part));
}
