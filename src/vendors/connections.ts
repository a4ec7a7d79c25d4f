import type { IndexedAccount } from "../flow/market.js";
import type { AccountOpener } from "./gateway.js";
import type { ReceiptSink, VendorAdapter, VendorConnection } from "./vendor.js";

/** Takes in what an account's vendor says over its connection; resolves when it is stored. */
export type AccountReceiptSink = (
  accountId: string,
  ...said: Parameters<ReceiptSink>
) => Promise<void>;

/**
 * The connections that stay open between messages: one per account and process, opened by the
 * first message or, where receipts come over it, by `tend`. An account whose credentials, address
 * or vendor changed has a new one; messages on their way end over the old.
 */
export class VendorConnections {
  readonly #open = new Map<string, VendorConnection>();
  readonly #closing = new Set<Promise<void>>();
  readonly #names = new WeakMap<IndexedAccount, string>();
  #isClosed = false;

  constructor(
    private readonly opener: AccountOpener,
    private readonly receive: AccountReceiptSink,
  ) {}

  /**
   * The account's connection; null when its adapter keeps none. Throws once everything was closed.
   */
  of(account: IndexedAccount): VendorConnection | null {
    const adapter = this.opener.adapter(account.vendor.adapter);
    if (adapter.connect === undefined) {
      return null;
    }
    if (this.#isClosed) {
      throw new Error("connections to vendors are closed");
    }
    const name = this.#nameOf(account);
    const known = this.#open.get(name);
    if (known !== undefined) {
      return known;
    }
    const connection = adapter.connect(this.opener.open(account), (receipts, raw) =>
      this.receive(account.id, receipts, raw),
    );
    this.#open.set(name, connection);
    return connection;
  }

  /**
   * Closes the connections of accounts that were disconnected or changed, and opens those that
   * receipts come over, also of messages that another process sent. Run it every few seconds.
   *
   * @param accounts all there are, as the market has them now
   */
  tend(accounts: Iterable<IndexedAccount>): void {
    if (this.#isClosed) {
      return;
    }
    const wanted = new Set<string>();
    for (const account of accounts) {
      const adapter = this.opener.adapter(account.vendor.adapter);
      if (adapter.connect !== undefined && account.disconnectedAt === null) {
        wanted.add(this.#nameOf(account));
        if (bringsReceipts(adapter) && account.stoppedAt === null) {
          this.of(account);
        }
      }
    }
    for (const [name, connection] of this.#open) {
      if (!wanted.has(name)) {
        this.#open.delete(name);
        this.#close(connection);
      }
    }
  }

  /** Closes all of them, once what is under way was answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const connection of this.#open.values()) {
      this.#close(connection);
    }
    this.#open.clear();
    await Promise.all(this.#closing);
  }

  #close(connection: VendorConnection): void {
    const closing = connection
      .close()
      // It must not fail; one that does has nothing left that could be closed.
      .catch(() => {})
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** Differs when anything does that a connection is made of. Sealing anew changes every byte. */
  #nameOf(account: IndexedAccount): string {
    const known = this.#names.get(account);
    const { adapter, baseUrl } = account.vendor;
    const name =
      known ??
      JSON.stringify([account.id, adapter, baseUrl, account.credentials.toString("base64")]);
    this.#names.set(account, name);
    return name;
  }
}

function bringsReceipts(adapter: VendorAdapter): boolean {
  const { features, callbackProof } = adapter.capabilities;
  return features.includes("DELIVERY_RECEIPTS") && callbackProof === null;
}
