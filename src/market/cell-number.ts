import { parsePhone } from "../core/phone.js";
import { coin } from "./coin.js";

/**
 * A valid number in E.164 that begins with a network's prefix, always the same for the same key;
 * null when these digits make none. Countries differ in length: the longest usual one first, which
 * is the mobile one where they differ.
 *
 * @param prefix digits without +
 */
export function cellNumber(prefix: string, key: number): string | null {
  for (let length = 13; length >= 10; length -= 1) {
    const digits = Array.from({ length: length - prefix.length }, (_, at) =>
      Math.floor(coin(key, at) * 10),
    );
    const number = `+${prefix}${digits.join("")}`;
    if (parsePhone(number, null).ok) {
      return number;
    }
  }
  return null;
}
