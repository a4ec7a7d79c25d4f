import { describe, expect, it } from "vitest";
import { healthWords } from "../../../src/core/messages/reason-words.js";
import type { HealthOutage, PauseRow } from "../../../src/manage/vendors/ports.js";
import { vendorHealth } from "../../../src/manage/vendors/vendor-health.js";

const openedAt = new Date("2026-01-15T12:00:00Z");
const probeAt = new Date("2026-01-15T12:00:30Z");
const outage: HealthOutage = {
  vendorId: "v",
  accountId: "a",
  tenantId: null,
  channel: "SMS",
  country: "ID",
  network: null,
  scope: "COUNTRY",
  upstream: "metro",
  openedBy: "RECEIPT",
  failures: 6,
  openedAt,
  probeAt,
};
const network: HealthOutage = { ...outage, scope: "CELL", network: "51010", openedBy: "CODE" };
const upstream: HealthOutage = { ...outage, scope: "UPSTREAM", country: null };
const pause: PauseRow = {
  id: "p",
  vendorId: "v",
  tenantId: null,
  channel: null,
  country: null,
  reason: "Fraud.",
  pausedAt: openedAt,
};

function at(outages: readonly HealthOutage[], place: Parameters<typeof vendorHealth>[1]) {
  return vendorHealth({ pauses: [], breakers: [], outages }, place);
}

describe("an outage that was measured", () => {
  it("is shown where it is, with its beginning and its next probe", () => {
    expect(at([outage], { channel: "SMS", country: "ID" })).toMatchObject({
      state: "OPEN",
      since: openedAt,
      nextProbeAt: probeAt,
    });
    expect(at([outage], { channel: "WHATSAPP" }).state).toBe("HEALTHY");
    expect(at([outage], { country: "BR" }).state).toBe("HEALTHY");
    expect(at([upstream], { country: "BR" }).state).toBe("OPEN");
  });

  it("of one network leaves the country DEGRADED", () => {
    expect(at([network], { country: "ID" }).state).toBe("DEGRADED");
    expect(at([network], { country: "ID", network: "51010" }).state).toBe("OPEN");
    expect(at([network], { country: "ID", network: "51001" }).state).toBe("HEALTHY");
  });

  it("gives way to a pause by a person", () => {
    const health = vendorHealth({ pauses: [pause], breakers: [], outages: [outage] }, {});

    expect(health).toMatchObject({ state: "PINNED_OFF", reason: { kind: "PAUSED_BY_OPERATOR" } });
  });

  it.each([
    [outage, "en", "Messages do not arrive as usual: 6 in a row were lost or late"],
    [
      upstream,
      "en",
      "Messages over every route through metro do not arrive as usual: " +
        "6 in a row were lost or late",
    ],
    [{ ...outage, failures: 0 }, "en", "Messages did not arrive as usual; the latest one did"],
    [
      { ...upstream, upstream: null },
      "id",
      "Pesan tidak sampai seperti biasa: 6 berturut-turut hilang atau terlambat",
    ],
    [
      network,
      "id",
      "Kode di jaringan 51010 dilaporkan terkirim, tetapi hampir tidak ada yang dimasukkan",
    ],
  ] as const)("is told in words (%#)", (row, locale, words) => {
    const { reason } = at([row], {});

    expect(reason && healthWords(reason, locale)).toBe(words);
  });
});
