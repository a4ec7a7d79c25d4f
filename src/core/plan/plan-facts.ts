import type { Channel } from "../otp/status.js";

/** What the catalogue says about a plan's vendor accounts, as of now. */
export interface PlanFacts {
  readonly tenantLocale: string;
  /** One for every (vendor, account) that the plan names; one that is missing has no offer. */
  readonly accounts: readonly AccountFacts[];
}

/** One account at one vendor. accountId null = the marketplace's. */
export interface AccountFacts {
  readonly vendor: string;
  readonly accountId: string | null;
  readonly isDisconnected: boolean;
  /** From the adapter's capability record, such as DELIVERY_RECEIPTS and READ_RECEIPTS. */
  readonly features: readonly string[];
  readonly senderRequiredOn: readonly Channel[];
  /** Where it sends nothing but templates that it approved. */
  readonly templateRequiredOn: readonly Channel[];
  /** Where no receipt says that a message arrived; left out = nowhere. */
  readonly provedByCodeOn?: readonly Channel[];
  /** country null = everywhere. */
  readonly senders: readonly Place[];
  /** Where an operator or the tenant paused it; null = all channels, all countries. */
  readonly pauses: readonly {
    readonly channel: Channel | null;
    readonly country: string | null;
  }[];
  /** Offers in force. */
  readonly offers: readonly OfferFacts[];
}

/** A channel in one country; null = everywhere. */
export interface Place {
  readonly channel: Channel;
  readonly country: string | null;
}

/** The cheapest price of an account for one channel and country; country null = everywhere. */
export interface OfferFacts extends Place {
  /** Per part, in the tenant's currency; null = no exchange rate. */
  readonly priceMicros: bigint | null;
}
