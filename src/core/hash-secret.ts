import { sha256 } from "./sha256.js";

/**
 * What is kept of an API key: its SHA-256, 32 bytes.
 * A key has 256 random bits, so a plain hash cannot be guessed.
 */
export function hashSecret(secret: string): Buffer {
  return sha256(secret);
}
