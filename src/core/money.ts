import assert from "node:assert/strict";

/** An amount in millionths of a currency unit; one Money never mixes with another currency's. */
export interface Money {
  readonly micros: bigint;
  readonly currency: string;
}

/**
 * The largest amount that is taken in or computed with: below 10^12 units, so that sums fit a
 * Postgres bigint.
 */
export const microsMax = 999_999_999_999_999_999n;

const microsPerUnit = 1_000_000n;
const rateScale = 12;
const rateUnit = 10n ** BigInt(rateScale);
const amountPattern = /^(-?)(0|[1-9]\d{0,11})(?:\.(\d{1,6}))?$/;
const ratePattern = /^(0|[1-9]\d{0,11})(?:\.(\d{1,12}))?$/;

/**
 * Reads an exact decimal such as "0.008250" into micro-units.
 * At most 12 digits before and 6 after the point; a minus sign, but no plus, exponent, space,
 * leading zero or "-0"; null for anything else.
 */
export function parseMicros(text: string): bigint | null {
  const match = amountPattern.exec(text);
  if (match === null) {
    return null;
  }
  const [, sign = "", units = "", fraction = ""] = match;
  const micros = BigInt(units) * microsPerUnit + BigInt(fraction.padEnd(6, "0"));
  if (sign === "") {
    return micros;
  }
  return micros === 0n ? null : -micros;
}

/** As `parseMicros`, for amounts that a person gives: null also for zero and below. */
export function parsePositiveMicros(text: string): bigint | null {
  const micros = parseMicros(text);
  return micros !== null && micros > 0n ? micros : null;
}

/** Writes micro-units as a decimal with exactly 6 digits after the point: 8250n → "0.008250". */
export function formatMicros(micros: bigint): string {
  const magnitude = micros < 0n ? -micros : micros;
  const units = magnitude / microsPerUnit;
  const fraction = String(magnitude % microsPerUnit).padStart(6, "0");
  return `${micros < 0n ? "-" : ""}${units}.${fraction}`;
}

/** Order of two amounts, for sorting: -1, 0 or 1. */
export function compareMicros(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The price of `parts` message parts, 0 or more whole ones, each at `micros`. */
export function multiply(micros: bigint, parts: number): bigint {
  assert(Number.isSafeInteger(parts) && parts >= 0, "parts must be a whole number from 0");
  return micros * BigInt(parts);
}

/**
 * Reads an exchange rate such as "15800.25" into units of 10^-12: how much of the quote currency
 * one unit of the base buys. At most 12 digits before and after the point, above 0; null for
 * anything else.
 */
export function parseRate(text: string): bigint | null {
  const match = ratePattern.exec(text);
  if (match === null) {
    return null;
  }
  const [, units = "", fraction = ""] = match;
  const rate = BigInt(units) * rateUnit + BigInt(fraction.padEnd(rateScale, "0"));
  return rate > 0n ? rate : null;
}

/**
 * Exchanges an amount, rounded half-even once to the micro-unit.
 *
 * @param rate decimal text as `parseRate` takes it; another text throws, which is a bug
 */
export function convert(micros: bigint, rate: string): bigint {
  const scaled = parseRate(rate);
  assert(scaled !== null, "an exchange rate must be a decimal above 0");
  return divideHalfEven(micros * scaled, rateUnit);
}

/** The quotient rounded to the nearest whole number, a half to the even one. `divisor` > 0. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  assert(divisor > 0n, "the divisor must be above 0");
  const floor =
    dividend >= 0n || dividend % divisor === 0n ? dividend / divisor : dividend / divisor - 1n;
  const twice = (dividend - floor * divisor) * 2n;
  if (twice > divisor || (twice === divisor && floor % 2n !== 0n)) {
    return floor + 1n;
  }
  return floor;
}
