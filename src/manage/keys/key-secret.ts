import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const length = 43;

/** A new key's secret: "sk_" and 32 random bytes in base 62, 43 characters. */
export function makeKeySecret(random: Buffer = randomBytes(32)): string {
  let value = BigInt(`0x${random.toString("hex")}`);
  let text = "";
  for (let index = 0; index < length; index += 1) {
    text = alphabet.charAt(Number(value % 62n)) + text;
    value /= 62n;
  }
  return `sk_${text}`;
}

/** By what people tell keys apart: "sk_" and 6 characters. */
export function keyPrefix(secret: string): string {
  return secret.slice(0, 9);
}
