import { expect, it } from "vitest";
import { checkRate, type RawRate, rejectionWords } from "../../../src/core/rates/rate-row.js";

const now = new Date("2026-11-22T03:00:00Z");
const sound: RawRate = {
  line: 7,
  channel: "SMS",
  country: "ID",
  mcc: null,
  mnc: null,
  price: "0.02",
  currency: "USD",
  billedOn: "DELIVERED",
  declaredDeliveryRate: 0.9,
  upstream: null,
  effectiveFrom: null,
};

function reasons(changes: Partial<RawRate>, locale: "en" | "id" = "en"): string | null {
  const row = checkRate({ ...sound, ...changes }, ["SMS"], now);
  return "reason" in row ? rejectionWords(row, locale) : null;
}

it("takes a sound line as it stands", () => {
  const { price: _, ...rest } = sound;

  expect(checkRate(sound, ["SMS"], now)).toEqual({ ...rest, priceMicros: 20_000n });
});

it.each<[string, Partial<RawRate>]>([
  ["the vendor or account does not offer the channel “VOICE”", { channel: "VOICE" }],
  ["“ZZ” is not a country's ISO code of two letters", { country: "ZZ" }],
  ["a network needs its country, its mcc and its mnc", { mcc: "510" }],
  ["an mcc has 3 digits, an mnc 2 or 3, zeros in front included", { mcc: "51", mnc: "1" }],
  ["“XXX” is not a currency in use", { currency: "XXX" }],
  ["billedOn is neither SUBMITTED nor DELIVERED", { billedOn: "" }],
  ["the declared delivery rate is not a decimal from 0 to 1", { declaredDeliveryRate: 1.1 }],
  ["it begins more than two years from now", { effectiveFrom: new Date("2030-01-01") }],
])("a line with one mistake says: %s", (reason, changes) => {
  expect(reasons(changes)).toBe(reason);
});

it("a line with several mistakes says all of them, in the order of the columns", () => {
  const changes = {
    channel: "FAX",
    country: "ZZ",
    mnc: "10",
    price: "-1",
    currency: "XXX",
    billedOn: "READ",
    declaredDeliveryRate: Number.NaN,
    upstream: "\u0000",
    effectiveFrom: new Date(Number.NaN),
  };

  expect(reasons(changes)?.split("; ")).toEqual([
    expect.stringContaining("“FAX”"),
    expect.stringContaining("“ZZ”"),
    "a network needs its country, its mcc and its mnc",
    expect.stringContaining("price"),
    expect.stringContaining("“XXX”"),
    expect.stringContaining("billedOn"),
    expect.stringContaining("declared delivery rate"),
    expect.stringContaining("upstream"),
    expect.stringContaining("effectiveFrom"),
  ]);
  expect(reasons(changes, "id")?.split("; ")).toHaveLength(9);
});
