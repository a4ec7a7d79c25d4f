import { divideHalfEven, parseRate } from "../../core/money.js";

/** One exchange rate of the demo. */
export interface DemoRate {
  readonly base: string;
  readonly quote: string;
  readonly rate: string;
}

/** How much one US dollar buys. Round figures for a pretend market, not quotes. */
const perDollar: Readonly<Record<string, string>> = {
  USD: "1",
  EUR: "0.92",
  GBP: "0.79",
  IDR: "16000",
  INR: "84",
  BRL: "5.6",
  NGN: "1600",
  SGD: "1.34",
};

const unit = 10n ** 12n;

/** Every pair of the demo's currencies in both directions, 12 digits after the point. */
export function demoRates(): DemoRate[] {
  const currencies = Object.keys(perDollar);
  return currencies.flatMap((base) =>
    currencies
      .filter((quote) => quote !== base)
      .map((quote) => ({ base, quote, rate: quotient(quote, base) })),
  );
}

function quotient(quote: string, base: string): string {
  const rate = divideHalfEven(scaled(quote) * unit, scaled(base));
  return `${rate / unit}.${String(rate % unit).padStart(12, "0")}`;
}

function scaled(currency: string): bigint {
  const rate = parseRate(perDollar[currency] ?? "");
  if (rate === null) {
    throw new Error(`the demo has no rate for ${currency}`);
  }
  return rate;
}
