import tls from "node:tls";

// Of Node 24.5 and newer; the types are older.
const newerTls = tls as typeof tls & {
  setDefaultCACertificates(certificates: readonly string[]): void;
};

/** Has this process take servers with this certificate for genuine; undone by what it returns. */
export function trustCertificate(pem: string): () => void {
  const before = tls.getCACertificates();
  newerTls.setDefaultCACertificates([...before, pem]);
  return () => newerTls.setDefaultCACertificates(before);
}
