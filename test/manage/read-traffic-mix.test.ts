import { describe, expect, it } from "vitest";
import { emptyTally } from "../../src/core/stats/tally.js";
import type { KeyViewer } from "../../src/flow/viewer.js";
import { readTrafficMix } from "../../src/manage/plans/read-traffic-mix.js";
import type { TallyRow } from "../../src/manage/stats/ports.js";

const now = new Date("2026-01-15T12:00:00Z");
const viewer: KeyViewer = {
  kind: "key",
  keyId: "key",
  keyName: "key",
  tenantId: "tenant",
  role: "OWNER",
  scopes: new Set(),
};

function sent(country: string, attempts: number): TallyRow {
  const place = { bucket: 0, vendorId: "v", channel: "SMS", country, network: "" } as const;
  return { ...place, tally: { ...emptyTally, attempts }, costMicros: null };
}

describe("readTrafficMix", () => {
  it("weighs a part of the countries as if it were asked for alone", async () => {
    const stats = {
      ownTallies: async () => [sent("ID", 90), sent("BR", 10)],
      marketStats: async () => ({ asOf: null, rate: null, tallies: [] }),
    };
    const all = ["ID", "BR", "FR"];
    const mixIn = await readTrafficMix(stats, viewer, all, [], now);
    const alone = await readTrafficMix(stats, viewer, ["ID", "BR"], [], now);

    expect(mixIn(all).map(({ weight }) => weight)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(mixIn(["ID", "BR"]).map(({ weight }) => weight)).toEqual([0.9, 0.1]);
    expect(mixIn(["ID", "BR"])).toEqual(alone(["ID", "BR"]));
  });
});
