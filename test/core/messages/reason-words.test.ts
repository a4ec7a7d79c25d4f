import { describe, expect, it } from "vitest";
import {
  budgetWords,
  capWords,
  choiceWords,
  healthWords,
  type ReasonLocale,
  reasonTexts,
  skippedStepsWords,
  statusWords,
  stepSkipWords,
  thingWords,
  vendorSkipWords,
  waitWords,
} from "../../../src/core/messages/reason-words.js";
import { budgetScopes } from "../../../src/core/ledger/budget.js";
import { skipReasons } from "../../../src/core/route/candidate.js";
import { choiceReasons } from "../../../src/core/route/choose-vendor.js";
import { waitReasons } from "../../../src/core/route/wait.js";
import { periods } from "../../../src/core/time.js";
import type { Refusal } from "../../../src/flow/advance-send.js";
import type { StepSkipReason, StopReason } from "../../../src/core/failover/engine-state.js";

/** Every text of a catalogue by its path, "statuses.NO_ROUTE". */
function flat(locale: ReasonLocale): Record<string, string> {
  const entries = Object.entries(reasonTexts[locale]).flatMap(
    ([group, texts]: [string, string | Readonly<Record<string, string>>]) =>
      typeof texts === "string"
        ? [[group, texts]]
        : Object.entries(texts).map(([code, text]) => [`${group}.${code}`, text]),
  );
  return Object.fromEntries(entries) as Record<string, string>;
}

const placeholders = (text: string) =>
  new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
const keysOf = <K extends string>(codes: Readonly<Record<K, true>>) => Object.keys(codes) as K[];

// Records, so that a code that is added to a union without an array is missed here by the compiler.
const stepSkipReasons = keysOf<StepSkipReason | "NO_VENDOR">({
  NO_PHONE: true,
  NO_EMAIL: true,
  COUNTRY_NOT_SERVED: true,
  CHANNEL_FAILED: true,
  ACCOUNTS_FAILED: true,
  OTHER_CHANNEL_ASKED: true,
  NO_VENDOR: true,
});
const statusReasons = keysOf<Refusal | StopReason | "replaced">({
  NO_ROUTE: true,
  COUNTRY_NOT_SERVED: true,
  COST_CAP_TOO_LOW: true,
  BUDGET_EXHAUSTED: true,
  PUMPED_PREFIX: true,
  PREFIX_RATE: true,
  BUDGET_PACED: true,
  NOT_WORTH_ITS_PRICE: true,
  replaced: true,
  verified: true,
  checks_exhausted: true,
  canceled: true,
  blocked: true,
  expired: true,
  nothing_left: true,
  deadline_passed: true,
  attempts_used_up: true,
  no_step_serves: true,
  budget: true,
  no_route: true,
  fraud: true,
});

const place = { channel: "SMS", country: "ID" };
const wait = { seconds: 12, percent: 88 };
const choice = {
  usable: 3,
  propensity: 0.25,
  vendorSlug: "nusatext",
  channel: "SMS",
  place: "ID/Telkomsel",
  isProbe: true,
  isSecondBest: true,
  evidence: { count: 412, low: 0.9312, latencyMs: 4_200 },
};

/** Every code of every closed list, and how it is said. */
const spoken: readonly [list: string, code: string, say: (locale: ReasonLocale) => string][] = [
  ...stepSkipReasons.map(
    (code) => ["step", code, (locale) => stepSkipWords(code, place, locale)] as Spoken,
  ),
  ...skipReasons.map(
    (code) => ["vendor", code, (locale) => vendorSkipWords(code, place, locale)] as Spoken,
  ),
  ...choiceReasons.map(
    (code) => ["choice", code, (locale) => choiceWords(code, choice, locale)] as Spoken,
  ),
  ...waitReasons.map((code) => ["wait", code, (locale) => waitWords(code, wait, locale)] as Spoken),
  ...statusReasons.map(
    (code) => ["status", code, (locale) => statusWords(code, null, locale)] as Spoken,
  ),
  ...budgetScopes.flatMap((scope) =>
    periods.flatMap((period) => {
      const code = `${scope} ${period}`;
      return [
        ["budget", code, (locale) => budgetWords(code, null, locale)] as Spoken,
        [
          "refused by budget",
          code,
          (locale) => statusWords("BUDGET_EXHAUSTED", code, locale),
        ] as Spoken,
      ];
    }),
  ),
  ["budget", "SEND", (locale) => budgetWords("SEND", null, locale)],
  ...["send", "plan", "tenant", "budget", "alert", "API key", "vendor account"].map(
    (code) => ["thing", code, (locale) => thingWords(code, locale)] as Spoken,
  ),
  ...["maxCost", "maxCostPerSend"].map(
    (code) => ["cap", code, (locale) => capWords(code, locale)] as Spoken,
  ),
];
type Spoken = (typeof spoken)[number];

describe("the catalogue of reasons", () => {
  it("has every text in both languages with the same placeholders", () => {
    const [english, indonesian] = [flat("en"), flat("id")];

    expect(Object.keys(indonesian)).toEqual(Object.keys(english));
    for (const [key, text] of Object.entries(english)) {
      const translated = indonesian[key] ?? "";
      expect([key, placeholders(translated)]).toEqual([key, placeholders(text)]);
      expect(translated).not.toBe(text);
    }
  });

  it.each(spoken)("says the %s reason %s in both languages, nothing left open", (_, code, say) => {
    const [english, indonesian] = [say("en"), say("id")];

    for (const words of [english, indonesian]) {
      expect(words).not.toMatch(/[{}]|undefined|—/);
      expect(words).not.toMatch(/_|^[A-Z]+$/);
    }
    expect(indonesian).not.toBe(english);
    expect(indonesian).not.toBe(code);
  });

  it.each(["en", "id"] as const)(
    "has words of its own for every reason of a list in %s",
    (locale) => {
      for (const list of new Set(spoken.map(([name]) => name))) {
        const words = spoken.filter(([name]) => name === list).map(([, , say]) => say(locale));
        expect([list, new Set(words).size]).toEqual([list, words.length]);
      }
    },
  );
});

describe("a code that this version does not know", () => {
  it.each(["en", "id"] as const)("is shown as it is in %s", (locale) => {
    const odd = "toString";

    expect(stepSkipWords(`NO_MOON, ${odd}`, place, locale)).toBe(`NO_MOON, ${odd}`);
    expect(vendorSkipWords("constructor", place, locale)).toBe("constructor");
    expect(choiceWords(odd, { ...choice, isProbe: false, isSecondBest: false }, locale)).toBe(odd);
    expect(waitWords("TIDE", wait, locale)).toBe("TIDE");
    expect(statusWords("moon_full", null, locale)).toBe("moon_full");
    expect(budgetWords("GALAXY AEON", null, locale)).toBe("GALAXY AEON");
    expect(thingWords("comet", locale)).toBe("comet");
    expect(capWords("height", locale)).toBe("height");
  });
});

describe("a skipped step", () => {
  it("tells the reasons of all its vendors, each in words", () => {
    expect(stepSkipWords("NO_OFFER, NO_SENDER", place, "en")).toBe(
      "no offer in ID, no sender for SMS",
    );
    expect(stepSkipWords("NO_OFFER, NO_SENDER", place, "id")).toBe(
      "tidak ada penawaran di ID, tidak ada pengirim untuk SMS",
    );
  });

  it("names no country for e-mail, which knows none", () => {
    expect(stepSkipWords("NO_OFFER", { channel: "EMAIL", country: "ID" }, "en")).toBe("no offer");
  });

  it("leaves braces inside a fact alone", () => {
    const steps = { skippedSteps: [{ step: 1, channel: "{step}$&", reason: "NO_SENDER" }] };

    expect(skippedStepsWords({ ...steps, country: null }, "en")).toBe(
      "step 1: no sender for {step}$&",
    );
  });
});

describe("the health of a vendor", () => {
  it("is told in the reader's language, and what people typed as they typed it", () => {
    const pause = { kind: "PAUSED_BY_OPERATOR", place: "SMS ID", reason: "Lambat sekali" } as const;

    expect(healthWords({ kind: "FAILURES", failures: 5 }, "en")).toBe(
      "5 failures in a row: the vendor did not answer or was down",
    );
    expect(healthWords({ kind: "FAILURES", failures: 5 }, "id")).toMatch(
      /^5 kegagalan berturut-turut: /,
    );
    expect(healthWords(pause, "en")).toBe("Paused by an operator for SMS ID: Lambat sekali");
    expect(healthWords({ ...pause, place: null }, "id")).toBe(
      "Dijeda oleh operator: Lambat sekali",
    );
    expect(healthWords({ ...pause, kind: "PAUSED_BY_TENANT" }, "id")).toBe(
      "Dijeda oleh Anda untuk SMS ID: Lambat sekali",
    );
  });
});
