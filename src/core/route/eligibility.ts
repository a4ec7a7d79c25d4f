import { convert, multiply } from "../money.js";
import type { Channel } from "../otp/status.js";
import type { PlanStep, StepVendor } from "../plan/plan.js";
import { closedBreaker, healthOf, isProbeDue } from "./breaker.js";
import type { Candidate, SkipReason } from "./candidate.js";
import { evidenceAt, type RouteEvidence } from "./evidence.js";
import { type Destination, priceOf, rateOf } from "./price-of.js";
import {
  accountKey,
  breakerKey,
  pauseKey,
  type RouteAccount,
  type RouteSnapshot,
  senderKey,
} from "./route-snapshot.js";
import { measuringStrategies } from "./strategy-list.js";

/** What one attempt is to do, and within which limits. */
export interface RouteRequest extends Destination {
  readonly step: PlanStep;
  /** Vendors of the step that may be tried; the others are shown as ALREADY_TRIED. */
  readonly vendorIndexes: readonly number[];
  /** Parts of the message, 1 or more; a function where vendors have texts of their own. */
  readonly partsOf: (vendorIndex: number, accountId: string) => number;
  readonly tenantCurrency: string;
  /** What is left of maxCostPerSend and maxCost, in the tenant's currency; null = no cap. */
  readonly capMicros: bigint | null;
}

/**
 * Weighs every vendor of a step for one recipient, in plan order. An open breaker is looked at
 * last, so that a candidate with BREAKER_OPEN is fit in every other way. Pure; a handful of map
 * look-ups per vendor.
 */
export function candidatesOf(
  snapshot: RouteSnapshot,
  request: RouteRequest,
  now: Date,
): readonly Candidate[] {
  return request.step.vendors.map((vendor, vendorIndex) =>
    candidateOf(snapshot, request, vendor, vendorIndex, now),
  );
}

function candidateOf(
  snapshot: RouteSnapshot,
  request: RouteRequest,
  vendor: StepVendor,
  vendorIndex: number,
  now: Date,
): Candidate {
  const { channel } = request.step;
  const account = snapshot.accounts.get(accountKey(vendor.vendor, vendor.accountId));
  if (account === undefined) {
    return absent(channel, vendor, vendorIndex);
  }
  const state =
    snapshot.breakers.get(breakerKey(account.accountId, channel, request.country)) ?? closedBreaker;
  const health = healthOf(state);
  const isProbe = isProbeDue(state, now);
  const isPaused = pausedIn(snapshot.pauses, account.vendorId, channel, request.country);
  const parts = request.partsOf(vendorIndex, account.accountId);
  const money = moneyOf(snapshot, account, request, parts, now);
  const isTried = !request.vendorIndexes.includes(vendorIndex);
  return {
    vendorIndex,
    vendorId: account.vendorId,
    vendorSlug: account.vendorSlug,
    accountId: account.accountId,
    channel,
    weight: vendor.weight,
    skippedBecause:
      (isTried ? "ALREADY_TRIED" : null) ??
      whyUnfit(account, channel, request.country, isPaused) ??
      whyUnaffordable(money, request.capMicros) ??
      (health.state === "OPEN" && !isProbe ? "BREAKER_OPEN" : null),
    ...money,
    parts,
    breaker: isPaused ? "PINNED_OFF" : health.state,
    isProbe,
    failures: state.failures,
    evidence: evidenceFor(snapshot, request, vendor, account),
  };
}

function evidenceFor(
  { quality }: RouteSnapshot,
  { step, country, network }: RouteRequest,
  { accountId }: StepVendor,
  { vendorId }: RouteAccount,
): RouteEvidence | null {
  return measuringStrategies.includes(step.strategy)
    ? evidenceAt(quality, {
        vendorId,
        isOwnAccount: accountId !== null,
        channel: step.channel,
        country,
        network,
      })
    : null;
}

type CandidateMoney = Pick<Candidate, "price" | "exchangeRate" | "tenantPriceMicros">;

function moneyOf(
  snapshot: RouteSnapshot,
  account: RouteAccount,
  request: RouteRequest,
  parts: number,
  now: Date,
): CandidateMoney {
  const { step, tenantCurrency } = request;
  const price = priceOf(snapshot, account, step.channel, request, tenantCurrency, now);
  if (price === null) {
    return { price: null, exchangeRate: null, tenantPriceMicros: null };
  }
  const exchangeRate = rateOf(snapshot, price.currency, tenantCurrency, now);
  return {
    price: { micros: price.micros, currency: price.currency, billedOn: price.billedOn },
    exchangeRate,
    tenantPriceMicros:
      exchangeRate === null ? null : convert(multiply(price.micros, parts), exchangeRate),
  };
}

function whyUnfit(
  account: RouteAccount,
  channel: Channel,
  country: string | null,
  isPaused: boolean,
): SkipReason | null {
  if (account.isDisconnected) {
    return "DISCONNECTED";
  }
  if (account.isStopped) {
    return "ACCOUNT_STOPPED";
  }
  if (!account.channels.includes(channel)) {
    return "CHANNEL_NOT_OFFERED";
  }
  if (isPaused) {
    return "PAUSED";
  }
  const needsSender = account.senderRequiredOn.includes(channel);
  return needsSender && senderOf(account, channel, country) === null ? "NO_SENDER" : null;
}

/** The sender for a country, else the one for all; null when the account has none. */
export function senderOf(
  account: RouteAccount,
  channel: Channel,
  country: string | null,
): string | null {
  const own = country === null ? undefined : account.senders.get(senderKey(channel, country));
  return own ?? account.senders.get(senderKey(channel, null)) ?? null;
}

function whyUnaffordable(money: CandidateMoney, capMicros: bigint | null): SkipReason | null {
  if (money.price === null) {
    return "NO_OFFER";
  }
  if (money.tenantPriceMicros === null) {
    return "NO_EXCHANGE_RATE";
  }
  return capMicros !== null && money.tenantPriceMicros > capMicros ? "DEARER_THAN_CAP" : null;
}

/**
 * A pause holds for the vendor, one of its channels, one of its countries, or one channel in one
 * country.
 */
function pausedIn(
  pauses: ReadonlySet<string>,
  vendorId: string,
  channel: Channel,
  country: string | null,
): boolean {
  if (pauses.size === 0) {
    return false;
  }
  const isPaused = (inChannel: Channel | null, inCountry: string | null): boolean =>
    pauses.has(pauseKey(vendorId, inChannel, inCountry));
  return (
    isPaused(null, null) ||
    isPaused(channel, null) ||
    (country !== null && (isPaused(null, country) || isPaused(channel, country)))
  );
}

function absent(channel: Channel, vendor: StepVendor, vendorIndex: number): Candidate {
  return {
    vendorIndex,
    vendorId: null,
    vendorSlug: vendor.vendor,
    accountId: null,
    channel,
    weight: vendor.weight,
    skippedBecause: "NO_ACCOUNT",
    price: null,
    parts: 0,
    exchangeRate: null,
    tenantPriceMicros: null,
    breaker: "HEALTHY",
    isProbe: false,
    failures: 0,
    evidence: null,
  };
}
