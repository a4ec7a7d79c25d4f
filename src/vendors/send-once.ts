import type { OpenAccount, SendOutcome, SendRequest, VendorAdapter } from "./vendor.js";

/**
 * Makes `send` of an adapter that keeps a connection: one connection for one message. Receipts that
 * come over it are not acknowledged, so that the vendor repeats them to whoever waits for them.
 */
export function sendOnce(
  connect: NonNullable<VendorAdapter["connect"]>,
): (request: SendRequest, account: OpenAccount) => Promise<SendOutcome> {
  return async (request, account) => {
    const connection = connect(account, () => Promise.reject(new Error("nobody waits for it")));
    try {
      return await connection.send(request);
    } finally {
      await connection.close();
    }
  };
}
