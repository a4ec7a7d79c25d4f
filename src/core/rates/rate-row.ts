import { isCountry } from "../country.js";
import { isCurrency } from "../currency.js";
import { shown } from "../input-checks.js";
import { checkText } from "../limits.js";
import { type PhraseFact, type PhraseKey, phraseWords } from "../messages/phrases.js";
import { parseMicros } from "../money.js";
import { type BillingTrigger, billingTriggers, type Channel, channels } from "../otp/status.js";
import { decimalCell, textCell, timeCell } from "./sheet-cells.js";
import type { CellOf, SheetColumns } from "./sheet-header.js";

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
  readonly reason: PhraseFact;
  /** Its further mistakes, in the order of the columns. */
  readonly further?: readonly PhraseFact[];
}

/** A line of a rate sheet that cannot be used. */
export interface UnsoundRate extends RejectedRate {
  /** What it is for, as `placeKey` tells it; null when that cannot be told. */
  readonly place: string | null;
}

/** All mistakes of a line in words. */
export function rejectionWords(
  { reason, further = [] }: RejectedRate,
  locale: "en" | "id",
): string {
  return [reason, ...further].map((fact) => phraseWords(fact, locale)).join("; ");
}

/** A line that has these mistakes; null when it has none. */
export function rejectedFor(line: number, problems: readonly PhraseFact[]): RejectedRate | null {
  const [reason, ...further] = problems;
  if (reason === undefined) {
    return null;
  }
  return { line, reason, ...(further.length === 0 ? {} : { further }) };
}

/** The columns of a rate sheet. */
export const rateColumns: SheetColumns = {
  required: ["channel", "country", "price", "currency", "billedOn"],
  optional: ["mcc", "mnc", "declaredDeliveryRate", "upstream", "effectiveFrom"],
};

/** A line of a rate sheet as it was written; codes are read in any case. */
export function readRate(line: number, cells: readonly string[], cellOf: CellOf): RawRate {
  const declared = cellOf(cells, "declaredDeliveryRate");
  return {
    line,
    channel: cellOf(cells, "channel").toUpperCase(),
    country: textCell(cellOf(cells, "country").toUpperCase()),
    mcc: textCell(cellOf(cells, "mcc")),
    mnc: textCell(cellOf(cells, "mnc")),
    price: decimalCell(cellOf(cells, "price")),
    currency: cellOf(cells, "currency").toUpperCase(),
    billedOn: cellOf(cells, "billedOn").toUpperCase(),
    declaredDeliveryRate:
      declared === "" ? null : /^[01](\.\d+)?$/.test(declared) ? Number(declared) : Number.NaN,
    upstream: textCell(cellOf(cells, "upstream")),
    effectiveFrom: timeCell(cellOf(cells, "effectiveFrom")),
  };
}

const upstreamMax = 100;
const aheadMaxMs = 2 * 366 * 86_400_000;

/**
 * Checks one line; what is rejected names all of its mistakes.
 *
 * @param offered the channels of the vendor, or of the account whose prices these are
 * @param sameText gives one and the same string for equal ones, so that many rows share theirs
 */
export function checkRate(
  raw: RawRate,
  offered: readonly Channel[],
  now: Date,
  sameText: (text: string) => string = (text) => text,
): RateRow | UnsoundRate {
  const channel = channels.find((one) => one === raw.channel);
  const billedOn = billingTriggers.find((one) => one === raw.billedOn);
  const priceMicros = parseMicros(raw.price);
  const isOffered = channel !== undefined && offered.includes(channel);
  const problems: readonly (PhraseFact | null)[] = [
    isOffered ? null : { phrase: "rateChannel", params: { channel: shown(raw.channel) } },
    raw.country === null || isCountry(raw.country)
      ? null
      : { phrase: "rateCountry", params: { country: shown(raw.country) } },
    phraseOf(networkProblem(raw)),
    priceMicros === null || priceMicros < 0n ? { phrase: "ratePrice" } : null,
    isCurrency(raw.currency)
      ? null
      : { phrase: "rateCurrency", params: { currency: shown(raw.currency) } },
    billedOn === undefined ? { phrase: "rateBilledOn" } : null,
    ...claimProblems(raw).map(phraseOf),
    phraseOf(timeProblem(raw.effectiveFrom, now)),
  ];
  const rejected = rejectedFor(
    raw.line,
    problems.filter((problem) => problem !== null),
  );
  if (rejected !== null) {
    return { ...rejected, place: placeOfRate(raw) };
  }
  const { line, country, mcc, mnc, currency, declaredDeliveryRate, upstream, effectiveFrom } = raw;
  const shared = (text: string | null) => (text === null ? null : sameText(text));
  // Without a problem all three were read.
  return {
    line,
    channel: channel as Channel,
    country: shared(country),
    mcc: shared(mcc),
    mnc: shared(mnc),
    priceMicros: priceMicros as bigint,
    currency: sameText(currency),
    billedOn: billedOn as BillingTrigger,
    declaredDeliveryRate,
    upstream: shared(upstream),
    effectiveFrom,
  };
}

function phraseOf(phrase: PhraseKey | null): PhraseFact | null {
  return phrase === null ? null : { phrase };
}

/** Why a line cannot begin at this moment, invalid Dates included; null when it can. */
export function timeProblem(from: Date | null, now: Date): PhraseKey | null {
  if (from !== null && Number.isNaN(from.getTime())) {
    return "lineTime";
  }
  const aheadMs = from === null ? 0 : from.getTime() - now.getTime();
  return aheadMs <= aheadMaxMs ? null : "rateAhead";
}

function networkProblem({ country, mcc, mnc }: RawRate): PhraseKey | null {
  if (mcc === null && mnc === null) {
    return null;
  }
  if (mcc === null || mnc === null || country === null) {
    return "rateNetwork";
  }
  return /^\d{3}$/.test(mcc) && /^\d{2,3}$/.test(mnc) ? null : "rateNetworkCode";
}

function claimProblems({ declaredDeliveryRate: rate, upstream }: RawRate): PhraseKey[] {
  const isClaim = rate === null || (rate >= 0 && rate <= 1);
  const isName = upstream === null || checkText(upstream, [], upstreamMax) === null;
  return [
    ...(isClaim ? [] : ["rateDeclared" as const]),
    ...(isName ? [] : ["rateUpstream" as const]),
  ];
}

/**
 * Where a line is for, however unsound its price is; null when that cannot be told. REPLACE leaves
 * alone what a line names that cannot be used.
 */
function placeOfRate(raw: RawRate): string | null {
  const channel = channels.find((one) => one === raw.channel);
  return channel === undefined ? null : placeKey({ ...raw, channel });
}

/** Equal text = the same offer of one vendor and account. */
export function placeKey({ channel, country, mcc, mnc }: RatePlace): string {
  return `${channel} ${country ?? ""} ${mcc ?? ""} ${mnc ?? ""}`;
}
