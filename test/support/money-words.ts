/** An amount as the API writes it, in micro-units. */
export function micros(amount: string): bigint {
  const [whole = "0", fraction = ""] = amount.split(".");
  return BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, "0"));
}

/** Micro-units as the API writes an amount. */
export function money(value: bigint): string {
  return `${value / 1_000_000n}.${String(value % 1_000_000n).padStart(6, "0")}`;
}
