import { isCountry } from "../country.js";
import { isCurrency } from "../currency.js";
import { parseMicros } from "../money.js";
import { type BillingTrigger, billingTriggers, type Channel, channels } from "../otp/status.js";

/** One line of a rate sheet as it was read. */
export interface RawRate {
  /** Where it stands in its sheet, from 1. */
  readonly line: number;
  readonly channel: string;
  /** Null = everywhere. */
  readonly country: string | null;
  /** mcc and mnc: both or neither; null = the whole country. */
  readonly mcc: string | null;
  readonly mnc: string | null;
  /** Decimal text, per message part, call or e-mail. */
  readonly price: string;
  readonly currency: string;
  readonly billedOn: string;
  /** 0..1; null = the vendor claims nothing. */
  readonly declaredDeliveryRate: number | null;
  /** The shared network behind the route; null = not known. */
  readonly upstream: string | null;
  /** Null = from the import on. */
  readonly effectiveFrom: Date | null;
}

/** What an offer is for: one per vendor, account and place. */
export interface RatePlace {
  readonly channel: Channel;
  readonly country: string | null;
  readonly mcc: string | null;
  readonly mnc: string | null;
}

/** A sound line. */
export interface RateRow extends RatePlace {
  readonly line: number;
  readonly priceMicros: bigint;
  readonly currency: string;
  readonly billedOn: BillingTrigger;
  readonly declaredDeliveryRate: number | null;
  readonly upstream: string | null;
  readonly effectiveFrom: Date | null;
}

/** Why a line was left out. */
export interface RejectedRate {
  readonly line: number;
  readonly reason: string;
}

const aheadMaxMs = 2 * 366 * 86_400_000;

/**
 * Checks one line; a string says in plain English why it is not sound.
 *
 * @param offered the channels of the vendor, or of the account whose prices these are
 */
export function checkRate(raw: RawRate, offered: readonly Channel[], now: Date): RateRow | string {
  const channel = channels.find((one) => one === raw.channel);
  const billedOn = billingTriggers.find((one) => one === raw.billedOn);
  const priceMicros = parseMicros(raw.price);
  if (channel === undefined || !offered.includes(channel)) {
    return `the vendor does not offer the channel “${raw.channel.slice(0, 20)}”`;
  }
  if (raw.country !== null && !isCountry(raw.country)) {
    return `“${raw.country.slice(0, 20)}” is not a country's ISO code of two letters`;
  }
  if (priceMicros === null || priceMicros < 0n) {
    return "the price is not a decimal from 0 with at most 12 digits before and 6 after the point";
  }
  if (!isCurrency(raw.currency)) {
    return `“${raw.currency.slice(0, 20)}” is not a currency in use`;
  }
  if (billedOn === undefined) {
    return "billed-on is neither SUBMITTED nor DELIVERED";
  }
  const problem = networkProblem(raw) ?? claimProblem(raw, now);
  return problem ?? { ...raw, channel, billedOn, priceMicros };
}

function networkProblem({ country, mcc, mnc }: RawRate): string | null {
  if (mcc === null && mnc === null) {
    return null;
  }
  if (mcc === null || mnc === null || country === null) {
    return "a network needs its country, its mcc and its mnc";
  }
  return /^\d{3}$/.test(mcc) && /^\d{2,3}$/.test(mnc) ? null : "an mcc has 3 digits, an mnc 2 or 3";
}

function claimProblem(raw: RawRate, now: Date): string | null {
  const { declaredDeliveryRate: rate, upstream, effectiveFrom } = raw;
  if (rate !== null && !(rate >= 0 && rate <= 1)) {
    return "the declared delivery rate is not from 0 to 1";
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (upstream !== null && (upstream.length > 100 || /[\u0000-\u001f\u007f]/.test(upstream))) {
    return "the upstream is longer than 100 characters or holds control characters";
  }
  const ahead = effectiveFrom === null ? 0 : effectiveFrom.getTime() - now.getTime();
  return ahead <= aheadMaxMs ? null : "the price begins more than two years from now";
}

/** Equal text = the same offer of one vendor and account. */
export function placeKey({ channel, country, mcc, mnc }: RatePlace): string {
  return `${channel} ${country ?? ""} ${mcc ?? ""} ${mnc ?? ""}`;
}
