import { expect, it } from "vitest";
import { movesAsJson, movesAsText } from "../../src/cli/price-moves.js";
import type { PreviewedChange } from "../../src/core/rates/sheet-preview.js";

const moved: PreviewedChange = {
  kind: "PRICE",
  channel: "SMS",
  country: "ID",
  mcc: "510",
  mnc: "10",
  before: { priceMicros: 24_000n, currency: "USD" },
  after: { priceMicros: 25_200n, currency: "USD" },
  effectiveFrom: new Date("2026-12-01T00:00:00Z"),
  change: 0.05,
};
const added: PreviewedChange = {
  ...moved,
  kind: "ADDED",
  country: null,
  mcc: null,
  mnc: null,
  before: null,
  effectiveFrom: null,
  change: null,
};

it("what a dry run shows is a line each for people", () => {
  expect(movesAsText([moved, added])).toEqual([
    "PRICE SMS ID 510-10: 0.024000 USD → 0.025200 USD (+5.0 %) from 2026-12-01T00:00:00.000Z\n",
    "ADDED SMS everywhere: nothing → 0.025200 USD\n",
  ]);
});

it("what a dry run shows is written in JSON with amounts as text", () => {
  const [told] = JSON.parse(JSON.stringify(movesAsJson([moved]))) as unknown[];
  expect(told).toMatchObject({
    kind: "PRICE",
    before: { amount: "0.024000", currency: "USD" },
    after: { amount: "0.025200", currency: "USD" },
    effectiveFrom: "2026-12-01T00:00:00.000Z",
  });
});
