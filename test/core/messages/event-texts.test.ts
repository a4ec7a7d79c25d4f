import { describe, expect, it } from "vitest";
import {
  type EventTextFacts,
  eventText,
  eventTexts,
} from "../../../src/core/messages/event-texts.js";
import { sendEventTypes } from "../../../src/flow/rows.js";

const none: EventTextFacts = {
  channel: null,
  vendor: null,
  country: null,
  reason: null,
  budget: null,
};

describe("an event's sentence", () => {
  it.each(sendEventTypes)(
    "of type %s is whole in both languages, with and without facts",
    (type) => {
      const facts = {
        ...none,
        channel: "SMS",
        vendor: "nusatext",
        reason: "NO_PHONE",
        budget: "PLAN DAY",
      };

      for (const given of [none, facts]) {
        const [english, indonesian] = [eventText(type, given, "en"), eventText(type, given, "id")];
        expect(english).toMatch(/^[^{}]+\.$/);
        expect(indonesian).toMatch(/^[^{}]+\.$/);
        expect(indonesian).not.toBe(english);
      }
      expect(Object.keys(eventTexts.id)).toContain(type);
    },
  );

  it("says why a step was skipped", () => {
    const facts = { ...none, channel: "SMS", country: "BR", reason: "NO_OFFER, PAUSED" };

    expect(eventText("STEP_SKIPPED", { ...none, reason: "NO_PHONE" }, "en")).toBe(
      "A step was skipped: the send has no phone number.",
    );
    expect(eventText("STEP_SKIPPED", facts, "id")).toBe(
      "Sebuah langkah dilewati: tidak ada penawaran di BR, dijeda.",
    );
  });

  it("names the budget that had no room", () => {
    const refused = { ...none, budget: "TENANT DAY" };
    const blocked = { ...none, reason: "BUDGET_EXHAUSTED", budget: "COUNTRY MONTH" };

    expect(eventText("BUDGET_REFUSED_ATTEMPT", refused, "en")).toBe(
      "An attempt did not start, because a budget has no room for it: " +
        "daily budget of the whole account.",
    );
    expect(eventText("SEND_BLOCKED", blocked, "en")).toBe(
      "The send was blocked before any attempt: the monthly budget of the recipient's country " +
        "has no room for another attempt.",
    );
    expect(eventText("SEND_BLOCKED", blocked, "id")).toBe(
      "Pengiriman diblokir sebelum percobaan pertama: sisa anggaran bulanan negara penerima " +
        "tidak cukup untuk satu percobaan lagi.",
    );
  });

  it("says why a send ended, and shows an unknown code as it is", () => {
    expect(eventText("SEND_FAILED", { ...none, reason: "nothing_left" }, "en")).toBe(
      "The send failed: nothing is left to try.",
    );
    expect(eventText("SEND_CANCELED", { ...none, reason: "replaced" }, "id")).toBe(
      "Pengiriman dibatalkan: digantikan oleh pengiriman yang lebih baru untuk keperluan yang " +
        "sama.",
    );
    expect(eventText("SEND_FAILED", { ...none, reason: "moon_full" }, "id")).toBe(
      "Pengiriman gagal: moon_full.",
    );
  });
});
