/** How much of `quote` one unit of `base` buys, as a decimal number. */
export interface DemoExchangeRate {
  readonly base: string;
  readonly quote: string;
  readonly rate: string;
}

// What one US dollar buys; round figures of the size of real ones.
const perDollar: Readonly<Record<string, string>> = {
  EUR: "0.92",
  GBP: "0.79",
  IDR: "16250",
  INR: "84.5",
  BRL: "5.4",
  NGN: "1560",
};

/**
 * Rates between the demo vendors' currencies and those of its countries, both ways. Invented, like
 * its vendors.
 */
export const demoExchangeRates: readonly DemoExchangeRate[] = Object.entries(perDollar).flatMap(
  ([currency, rate]) => [
    { base: "USD", quote: currency, rate },
    { base: currency, quote: "USD", rate: (1 / Number(rate)).toFixed(9) },
    ...(currency === "EUR" ? [] : [{ base: "EUR", quote: currency, rate: crossRate(rate) }]),
  ],
);

function crossRate(rate: string): string {
  return (Number(rate) / Number(perDollar["EUR"])).toFixed(9);
}
