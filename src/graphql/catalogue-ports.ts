import type { StatCell } from "../core/stats/cell.js";
import type { Keyring } from "../flow/keyring.js";
import type { Bus } from "../flow/tail.js";
import type { AccountChecker, AccountStore, AdapterCatalogue } from "../manage/accounts/ports.js";
import type { KeyStore } from "../manage/keys/ports.js";
import type { ExchangeRateStore, OfferReads, RateStore } from "../manage/rates/ports.js";
import type { StatReads } from "../manage/stats/ports.js";
import type { TenantStore } from "../manage/tenants/ports.js";
import type { UploadStore } from "../manage/uploads/ports.js";
import type { HealthFeed } from "../manage/vendors/health-feed.js";
import type { VendorStore } from "../manage/vendors/ports.js";

/** What resolvers of tenants, keys, vendors, accounts, offers and exchange rates call. */
export interface CataloguePorts {
  readonly tenants: TenantStore;
  readonly keys: KeyStore;
  readonly vendors: VendorStore;
  readonly accounts: AccountStore;
  readonly offers: OfferReads;
  readonly rates: RateStore;
  readonly stats: StatReads;
  readonly exchangeRates: ExchangeRateStore;
  readonly uploads: UploadStore;
  readonly adapters: AdapterCatalogue;
  readonly checker: AccountChecker;
  readonly keyring: Keyring;
  readonly bus: Bus;
  readonly health: HealthFeed;
  /**
   * How far receipts are borne out by codes typed in, 0..1; null = too little is known. Own
   * accounts count where a tenant is named.
   */
  receiptTrust(cell: StatCell, tenantId: string | null): Promise<number | null>;
  /** Where a vendor is to call back for an account; uuid in. */
  callbackUrl(accountId: string): string;
}
