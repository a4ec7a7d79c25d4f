import { isCurrency } from "../../core/currency.js";
import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import { parseRate } from "../../core/money.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { ExchangeRateRow, ExchangeRateStore } from "./ports.js";

const graceMs = 5 * 60_000;

/**
 * Sets a rate from a moment on; for operators. A moment up to 5 minutes ago counts as now, so that
 * a clock that is a little slow is no error; an earlier one is refused, because history never
 * changes.
 */
export async function setExchangeRate(
  ports: { readonly exchangeRates: ExchangeRateStore; readonly bus: Bus },
  viewer: KeyViewer,
  request: ExchangeRateRow,
  now: Date,
): Promise<Result<ExchangeRateRow>> {
  const errors = checkRequest(request, now);
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const effectiveFrom = request.effectiveFrom > now ? request.effectiveFrom : now;
  const rate: ExchangeRateRow = { ...request, effectiveFrom };
  if (!(await ports.exchangeRates.setRate(viewer, rate, now))) {
    return fail("INVALID_TIME", ["effectiveFrom"], { reason: { phrase: "timeTaken" } });
  }
  ports.bus.publish("market", []);
  return succeed(rate);
}

function checkRequest(request: ExchangeRateRow, now: Date): DomainError[] {
  const { base, quote, effectiveFrom } = request;
  return [
    ...checkCurrency(base, "base"),
    ...checkCurrency(quote, "quote"),
    ...(base === quote ? [domainError("SAME_CURRENCY", ["quote"])] : []),
    ...(parseRate(request.rate) === null ? [domainError("INVALID_RATE", ["rate"])] : []),
    ...(effectiveFrom.getTime() < now.getTime() - graceMs
      ? [domainError("INVALID_TIME", ["effectiveFrom"], { reason: { phrase: "timeInPast" } })]
      : []),
  ];
}

function checkCurrency(currency: string, name: string): DomainError[] {
  return isCurrency(currency)
    ? []
    : [domainError("UNKNOWN_CURRENCY", [name], { currency: currency.slice(0, 8) })];
}
