import type { CallbackResult, SendOutcome } from "../core/otp/vendor-message.js";
import type { Keyring } from "../flow/keyring.js";
import type { IndexedAccount } from "../flow/market.js";
import type { VendorGateway } from "../flow/ports.js";
import type { HttpClient } from "./http-client.js";
import type { OpenAccount, VendorAdapter, VendorConnection } from "./vendor.js";

/** What opening accounts and talking to vendors needs. */
export interface GatewayOptions {
  readonly adapters: readonly VendorAdapter[];
  readonly http: HttpClient;
  readonly keyring: Keyring;
  /** Where this service is reached from outside, without a slash at the end. */
  readonly publicUrl: string;
  /** What the operator set for vendors by slug; weighs more than what they were listed with. */
  readonly vendorUrls?: ReadonlyMap<string, string>;
}

/** Opens accounts and picks their adapters, for submissions, callbacks and account checks alike. */
export class AccountOpener {
  readonly #adapters: ReadonlyMap<string, VendorAdapter>;
  readonly #opened = new WeakMap<IndexedAccount, OpenAccount>();

  constructor(private readonly options: Omit<GatewayOptions, "http">) {
    this.#adapters = new Map(options.adapters.map((adapter) => [adapter.name, adapter]));
  }

  /** The adapter of this name. Throws when it was taken out of the vendor list. */
  adapter(name: string): VendorAdapter {
    const adapter = this.#adapters.get(name);
    if (adapter === undefined) {
      throw new Error(`no adapter is called ${name}`);
    }
    return adapter;
  }

  /** Where a vendor is reached; empty = at its adapter's own address. */
  baseUrlOf(vendor: { readonly slug: string; readonly baseUrl: string | null }): string {
    return this.options.vendorUrls?.get(vendor.slug) ?? vendor.baseUrl ?? "";
  }

  /** Opens an account's credentials; once per account and market version. */
  open(account: IndexedAccount): OpenAccount {
    const known = this.#opened.get(account);
    if (known !== undefined) {
      return known;
    }
    const { keyring, publicUrl } = this.options;
    const plain = keyring.open("credentials", account.tenantId, account.credentials);
    const opened: OpenAccount = {
      accountId: account.id,
      baseUrl: this.baseUrlOf(account.vendor),
      credentials: JSON.parse(plain.toString("utf8")) as Record<string, string>,
      callbackUrl: `${publicUrl}/callbacks/${account.id}`,
      vendor: account.vendor.slug,
    };
    this.#opened.set(account, opened);
    return opened;
  }
}

/** The accounts' connections, as far as sending needs them. */
interface Connections {
  of(account: IndexedAccount): VendorConnection | null;
}

const noConnections: Connections = { of: () => null };

/**
 * Makes the way to the vendors that the steps use.
 *
 * @param connections those that stay open between messages; left out: every message that needs one
 *                    has its own
 */
export function createGateway(
  opener: AccountOpener,
  http: HttpClient,
  connections: Connections = noConnections,
): VendorGateway {
  return {
    async submit(account, request): Promise<SendOutcome> {
      const adapter = opener.adapter(account.vendor.adapter);
      try {
        const connection = connections.of(account);
        return await (connection === null
          ? adapter.send(request, opener.open(account), http)
          : connection.send(request));
      } catch {
        // An adapter must not throw. Whether the message left is not known, and the text may hold
        // secrets.
        return {
          kind: "unknown",
          charged: "maybe",
          vendorCode: "ADAPTER_FAILED",
          vendorText: null,
        };
      }
    },
    rulesOf: (name) => opener.adapter(name).capabilities,
    async checkAccount(account) {
      try {
        return await opener
          .adapter(account.vendor.adapter)
          .checkAccount(opener.open(account), http);
      } catch {
        return { ok: false, message: "The account could not be checked." };
      }
    },
    async readCallback(account, request): Promise<CallbackResult> {
      try {
        const adapter = opener.adapter(account.vendor.adapter);
        return await adapter.readCallback(request, opener.open(account), http);
      } catch {
        const answer = { status: 400, contentType: "text/plain", body: "malformed" };
        return { kind: "refused", reason: "malformed", answer };
      }
    },
  };
}
