import type { Keyring } from "../../flow/keyring.js";

/**
 * The keyring of sends that are over before anybody can read them: people's numbers are sealed as
 * ever, but once per person; codes, which are never stored, and hashes of requests that nobody
 * repeats are not worth the cost.
 */
export function historyKeyring(keyring: Keyring): Keyring {
  const recipients = new Map<string, Buffer>();
  const opened = new Map<Buffer, Buffer>();
  const indexes = new Map<string, Buffer>();
  const noHash = Buffer.alloc(32);
  return {
    ...keyring,
    currentKeyId: keyring.currentKeyId,
    referenceKey: keyring.referenceKey,
    tokenKey: keyring.tokenKey,
    seal: (purpose, tenantId, plain) =>
      purpose === "code"
        ? Buffer.from(plain)
        : remembered(recipients, `${purpose} ${tenantId} ${plain.toString()}`, () => {
            const sealed = keyring.seal(purpose, tenantId, plain);
            opened.set(sealed, Buffer.from(plain));
            return sealed;
          }),
    open(purpose, tenantId, sealed) {
      const plain = purpose === "code" ? sealed : opened.get(sealed);
      return plain ?? keyring.open(purpose, tenantId, sealed);
    },
    recipientIndex: (tenantId, value) =>
      remembered(indexes, `${tenantId} ${value}`, () => keyring.recipientIndex(tenantId, value)),
    codeHmac: (ownerId, code, keyId) => keyring.codeHmac(ownerId, code, keyId),
    bodyHmac: () => noHash,
  };
}

function remembered(known: Map<string, Buffer>, key: string, make: () => Buffer): Buffer {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
