import { randomBytes } from "node:crypto";
import { bytesForCode, codeFromBytes } from "../core/otp/code.js";
import type { CodePolicy } from "../core/plan/plan.js";
import { RandomPool } from "../core/random-pool.js";
import type { Keyring } from "./keyring.js";

/**
 * A code as it is kept: a keyed hash to compare with,
 * and a cipher to send it again after a restart.
 */
export interface SealedCode {
  readonly hmac: Buffer;
  readonly cipher: Buffer;
}

const random = new RandomPool(randomBytes);

/** Draws a code of the plan's policy from the operating system's randomness. */
export function drawCode(policy: Pick<CodePolicy, "length" | "alphabet">): string {
  for (;;) {
    const code = codeFromBytes(policy, random.take(bytesForCode(policy)));
    if (code !== null) {
      return code;
    }
  }
}

/**
 * Draws and seals a code for its owner, an attempt.
 *
 * @param send its key id is that of code hashes
 */
export function makeCode(
  policy: Pick<CodePolicy, "length" | "alphabet">,
  ownerId: string,
  send: { readonly tenantId: string; readonly codeKeyId: string },
  keyring: Keyring,
): SealedCode {
  const code = drawCode(policy);
  return {
    hmac: keyring.codeHmac(ownerId, code, send.codeKeyId),
    cipher: keyring.seal("code", send.tenantId, code),
  };
}
