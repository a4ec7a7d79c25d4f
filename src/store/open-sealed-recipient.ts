import type { Keyring } from "../flow/keyring.js";

/** Opens a stored recipient. Throws when it was sealed for another tenant. */
export function openSealedRecipient(
  keyring: Pick<Keyring, "open">,
  tenantId: string,
  sealed: Buffer,
): { readonly phone: string | null; readonly email: string | null } {
  const plain = keyring.open("recipient", tenantId, sealed).toString("utf8");
  const stored = JSON.parse(plain) as { phone?: string | null; email?: string | null };
  return { phone: stored.phone ?? null, email: stored.email ?? null };
}
