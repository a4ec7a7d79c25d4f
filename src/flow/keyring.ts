/** What is sealed; what was sealed for one purpose cannot be opened for another. */
export type SealPurpose =
  | "recipient"
  | "code"
  | "credentials"
  | "raw_callback"
  | "upload"
  | "export"
  | "session";

/**
 * Keys at rest, as the steps and the slow side use them. Implemented in store/keyring.ts over
 * SANDI_KEYS (id:base64, the first encrypts, all decrypt).
 */
export interface Keyring {
  /**
   * AES-256-GCM with key id and nonce in front; purpose and tenant are associated data.
   * tenantId null = the marketplace's.
   */
  seal(purpose: SealPurpose, tenantId: string | null, plain: string | Buffer): Buffer;
  /** Throws when the cipher was made for another purpose or tenant, or its key is gone. */
  open(purpose: SealPurpose, tenantId: string | null, sealed: Buffer): Buffer;
  /** The per-tenant keyed hash by which a recipient is found. 32 bytes. */
  recipientIndex(tenantId: string, value: string): Buffer;
  /**
   * Keyed hash of a code, bound to its send or attempt id. 32 bytes. keyId null = the current key.
   */
  codeHmac(ownerId: string, code: string, keyId: string | null): Buffer;
  readonly currentKeyId: string;
  /** Keyed hash of a request's canonical form, for idempotency. 32 bytes. */
  bodyHmac(tenantId: string, canonical: string): Buffer;
  /** Key of our attempt references. */
  readonly referenceKey: Buffer;
  /** Key of client tokens. */
  readonly tokenKey: Buffer;
}
