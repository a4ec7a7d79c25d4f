import { describe, expect, it } from "vitest";
import { phrases } from "../../../src/core/messages/phrases.js";
import type { PlanSpec, PlanStep } from "../../../src/core/plan/plan.js";
import type { AccountFacts, PlanFacts } from "../../../src/core/plan/plan-facts.js";
import { placeProblems } from "../../../src/core/plan/place-problems.js";
import { planProblem, planProblemMessage } from "../../../src/core/plan/problem.js";
import { planProblemCodes } from "../../../src/core/plan/problem-code.js";
import { planProblems, textProblems } from "../../../src/core/plan/problems.js";

const step = (over: Partial<PlanStep> = {}): PlanStep => ({
  channel: "SMS",
  vendors: [{ vendor: "acme", accountId: null, weight: null }],
  strategy: "PRIORITY",
  advanceOn: ["REJECTED"],
  waitSec: 20,
  waitFor: "DELIVERED",
  maxAttempts: 1,
  countries: null,
  ...over,
});
const spec = (over: Partial<PlanSpec> = {}): PlanSpec => ({
  steps: [step()],
  code: { length: 6, alphabet: "DIGITS", ttlSec: 300, maxChecks: 5, perAttempt: false },
  resend: { maxResends: 3, cooldownSec: 30, switchVendor: true },
  maxCostPerSendMicros: null,
  maxAttempts: 4,
  deadlineSec: 180,
  countries: ["ID"],
  objective: "BALANCED",
  order: "AS_WRITTEN",
  messages: [],
  ...over,
});
const account = (over: Partial<AccountFacts> = {}): AccountFacts => ({
  vendor: "acme",
  accountId: null,
  isDisconnected: false,
  features: ["DELIVERY_RECEIPTS"],
  senderRequiredOn: [],
  templateRequiredOn: [],
  senders: [],
  pauses: [],
  offers: [{ channel: "SMS", country: "ID", priceMicros: 20_000n }],
  ...over,
});
const facts = (...accounts: AccountFacts[]): PlanFacts => ({ tenantLocale: "en", accounts });
const told = (given: PlanSpec, known: PlanFacts) =>
  planProblems(given, known).map(
    (p) => `${p.severity} ${p.code} ${p.step ?? "-"} ${p.country ?? "-"}`,
  );
const two = [
  { vendor: "acme", accountId: null, weight: null },
  { vendor: "best", accountId: null, weight: null },
];

describe("planProblems", () => {
  it("finds none in a plan that can work", () => {
    expect(told(spec(), facts(account()))).toEqual([]);
    expect(told(spec({ countries: null }), facts(account()))).toEqual([]);
  });

  it("names each step and country without an offer", () => {
    const given = spec({ countries: ["ID", "IN"], steps: [step(), step({ channel: "VOICE" })] });

    expect(told(given, facts(account()))).toEqual([
      "ERROR NO_OFFER 1 IN",
      "ERROR NO_OFFER 2 ID",
      "ERROR NO_OFFER 2 IN",
    ]);
    expect(
      told(spec({ countries: null, steps: [step({ channel: "VOICE" })] }), facts(account())),
    ).toEqual(["ERROR NO_OFFER 1 -"]);
  });

  it("looks only at the countries that a step serves, and at offers for everywhere", () => {
    const given = spec({ countries: ["ID", "IN"], steps: [step({ countries: ["ID", "BR"] })] });
    const worldwide = account({ offers: [{ channel: "SMS", country: null, priceMicros: 1n }] });

    expect(told(given, facts(account()))).toEqual([]);
    expect(told(spec({ countries: ["DE"] }), facts(worldwide))).toEqual([]);
  });

  it("never takes another account's offer for the plan's", () => {
    expect(told(spec(), facts(account({ accountId: "own" })))).toEqual(["ERROR NO_OFFER 1 ID"]);
    expect(told(spec(), facts())).toEqual(["ERROR NO_OFFER 1 ID"]);
  });

  it("says when even the cheapest attempt is over the cap, and not at the cap itself", () => {
    expect(told(spec({ maxCostPerSendMicros: 19_999n }), facts(account()))).toEqual([
      "ERROR DEARER_THAN_CAP 1 ID",
    ]);
    expect(told(spec({ maxCostPerSendMicros: 20_000n }), facts(account()))).toEqual([]);
  });

  it("calls a missing exchange rate an error only where no other vendor has a price", () => {
    const unpriced = account({ offers: [{ channel: "SMS", country: "ID", priceMicros: null }] });
    const given = spec({ steps: [step({ vendors: two })] });

    expect(told(spec(), facts(unpriced))).toEqual(["ERROR NO_EXCHANGE_RATE 1 ID"]);
    expect(told(given, facts(unpriced, account({ vendor: "best" })))).toEqual([
      "WARNING NO_EXCHANGE_RATE 1 ID",
    ]);
  });

  it("says which sender is missing where", () => {
    const needy = account({ senderRequiredOn: ["SMS"] });

    expect(told(spec(), facts(needy))).toEqual(["ERROR SENDER_MISSING 1 ID"]);
    for (const country of ["ID", null]) {
      const senders = [{ channel: "SMS", country } as const];
      expect(told(spec(), facts(account({ senderRequiredOn: ["SMS"], senders })))).toEqual([]);
    }
    const elsewhere = [{ channel: "SMS", country: "IN" } as const];
    expect(told(spec(), facts(account({ senderRequiredOn: ["SMS"], senders: elsewhere })))).toEqual(
      ["ERROR SENDER_MISSING 1 ID"],
    );
  });

  it("says where a vendor needs an approved template and no message names one", () => {
    const needy = account({ templateRequiredOn: ["SMS"] });
    const body = "{code}";
    const message = { channel: "SMS", accountId: null, locale: "id", subject: null, body } as const;
    const named = { ...message, vendorTemplateName: "otp" };
    const elsewhere = { ...named, channel: "WHATSAPP" } as const;
    const problem = ["ERROR VENDOR_TEMPLATE_MISSING 1 -"];

    expect(told(spec(), facts(needy))).toEqual(problem);
    expect(told(spec({ messages: [named] }), facts(needy))).not.toContain(problem[0]);
    expect(told(spec({ messages: [elsewhere] }), facts(needy))).toContain(problem[0]);
    expect(
      told(spec({ messages: [{ ...message, vendorTemplateName: null }] }), facts(needy)),
    ).toContain(problem[0]);
  });

  it("calls a disconnected or paused vendor an error only where the whole step is so", () => {
    const gone = account({ isDisconnected: true });
    const paused = account({ pauses: [{ channel: "SMS", country: null }] });
    const best = account({ vendor: "best" });
    const given = spec({ steps: [step({ vendors: two })] });

    expect(told(spec(), facts(gone))).toEqual([
      "ERROR ACCOUNT_DISCONNECTED 1 -",
      "ERROR NO_OFFER 1 ID",
    ]);
    expect(told(given, facts(gone, best))).toEqual(["WARNING ACCOUNT_DISCONNECTED 1 -"]);
    expect(told(spec(), facts(paused))).toEqual(["ERROR VENDOR_PAUSED 1 ID"]);
    expect(told(given, facts(paused, best))).toEqual(["WARNING VENDOR_PAUSED 1 ID"]);
  });

  it("only warns of a pause in one country of a plan for all", () => {
    const paused = account({ pauses: [{ channel: null, country: "IN" }] });
    expect(told(spec({ countries: null }), facts(paused))).toEqual(["WARNING VENDOR_PAUSED 1 IN"]);
  });

  it("leaves pauses of other channels and countries alone", () => {
    const elsewhere = account({
      pauses: [
        { channel: "VOICE", country: null },
        { channel: null, country: "IN" },
      ],
    });
    expect(told(spec(), facts(elsewhere))).toEqual([]);
  });

  it("warns of waiting for what a vendor never reports", () => {
    const silent = account({ features: [] });

    expect(told(spec(), facts(silent))).toEqual(["WARNING WAIT_FOR_UNSUPPORTED 1 -"]);
    expect(told(spec({ steps: [step({ waitFor: "READ" })] }), facts(account()))).toEqual([
      "WARNING WAIT_FOR_UNSUPPORTED 1 -",
    ]);
    expect(told(spec({ steps: [step({ waitFor: "VERIFIED" })] }), facts(silent))).toEqual([]);
  });

  it("warns of waiting for a receipt on a channel where the code alone is proof", () => {
    const caller = account({ provedByCodeOn: ["SMS"] });

    expect(told(spec(), facts(caller))).toEqual(["WARNING WAIT_FOR_UNSUPPORTED 1 -"]);
    expect(told(spec(), facts(account({ provedByCodeOn: ["MISSED_CALL"] })))).toEqual([]);
    expect(told(spec({ steps: [step({ waitFor: "VERIFIED" })] }), facts(caller))).toEqual([]);
  });

  it("warns of a wait longer than the code lives", () => {
    expect(told(spec({ steps: [step({ waitSec: 301 })] }), facts(account()))).toEqual([
      "WARNING WAIT_LONGER_THAN_CODE 1 -",
    ]);
  });

  it("warns of steps behind the deadline, an adaptive wait counting 20 s", () => {
    const both = facts(account(), account({ vendor: "best" }));
    const first = step({ vendors: two, maxAttempts: 12, waitSec: 90 });

    expect(told(spec({ steps: [first, step()] }), both)).toEqual([
      "WARNING DEADLINE_TOO_SHORT 2 -",
    ]);
    expect(told(spec({ steps: [step({ waitSec: null }), step()], deadlineSec: 20 }), both)).toEqual(
      ["WARNING DEADLINE_TOO_SHORT 2 -"],
    );
    expect(told(spec({ steps: [step({ waitSec: null }), step()], deadlineSec: 21 }), both)).toEqual(
      [],
    );
  });

  it("warns of steps behind the last attempt; one that serves no country is an error", () => {
    const known = facts(account());

    expect(told(spec({ steps: [step(), step()], maxAttempts: 1 }), known)).toEqual([
      "WARNING UNREACHABLE_STEP 2 -",
    ]);
    expect(told(spec({ steps: [step(), step({ countries: ["BR"] })] }), known)).toEqual([
      "ERROR UNREACHABLE_STEP 2 -",
    ]);
    expect(
      told(
        spec({ steps: [step({ countries: ["IN"] }), step()], maxAttempts: 1, countries: null }),
        facts(account({ offers: [{ channel: "SMS", country: null, priceMicros: 1n }] })),
      ),
    ).toEqual([]);
  });

  it("counts an attempt before a step only where its vendor offers something", () => {
    const offer = (country: string) => ({ channel: "SMS", country, priceMicros: 1n }) as const;
    const known = facts(
      account({ offers: [offer("ID")] }),
      account({ vendor: "best", offers: [offer("IN"), offer("BR")] }),
    );
    const first = step({ vendors: two, maxAttempts: 2, waitSec: 90 });
    const plan = (over: Partial<PlanSpec>) =>
      spec({ steps: [first, step({ vendors: two })], maxAttempts: 2, ...over });

    for (const countries of [null, ["ID", "IN"], ["BR"]]) {
      expect(told(plan({ countries }), known)).toEqual([]);
      expect(told(plan({ countries, maxAttempts: 1 }), known)).toEqual([
        "WARNING UNREACHABLE_STEP 2 -",
      ]);
      expect(told(plan({ countries, deadlineSec: 90 }), known)).toEqual([
        "WARNING DEADLINE_TOO_SHORT 2 -",
      ]);
    }
  });

  it("says when no weight is above zero", () => {
    const weighted = (weight: number) =>
      spec({
        steps: [
          step({ strategy: "WEIGHTED", vendors: [{ vendor: "acme", accountId: null, weight }] }),
        ],
      });

    expect(told(weighted(0), facts(account()))).toEqual(["ERROR WEIGHTS_SUM_TO_ZERO 1 -"]);
    expect(told(weighted(1), facts(account()))).toEqual([]);
  });

  it("looks at the messages: without a code, and none in the tenant's own language", () => {
    const message = {
      channel: "SMS",
      locale: "en",
      subject: null,
      accountId: null,
      body: "hi",
      vendorTemplateName: null,
    } as const;
    const known = { ...facts(account()), tenantLocale: "id-ID" };

    expect(told(spec({ messages: [message] }), known)).toEqual([
      "ERROR TEMPLATE_WITHOUT_CODE - -",
      "WARNING TEMPLATE_MISSING - -",
    ]);
    expect(told(spec({ messages: [{ ...message, locale: "id", body: "{code}" }] }), known)).toEqual(
      [],
    );
    for (const tenantLocale of ["en", "en-GB"]) {
      const english = { ...known, tenantLocale };
      expect(told(spec({ messages: [{ ...message, body: "{code}" }] }), english)).toEqual([]);
    }
  });
});

describe("placeProblems", () => {
  const toldIn = (given: PlanSpec, countries: readonly string[], known = facts(account())) =>
    placeProblems(given, known, countries).map(
      (p) => `${p.severity} ${p.code} ${p.step ?? "-"} ${p.country ?? "-"}`,
    );
  const anywhere = { countries: null };

  it("names countries that neither the plan nor any of its steps serves", () => {
    expect(toldIn(spec(), ["ID", "BR"])).toEqual(["ERROR COUNTRY_NOT_SERVED - BR"]);
    const inIndia = spec({ ...anywhere, steps: [step({ countries: ["IN"] })] });
    expect(toldIn(inIndia, ["BR", "IN"])).toEqual(["ERROR COUNTRY_NOT_SERVED - BR"]);
  });

  it("names steps without an offer there, as an error where no other step has one", () => {
    const other = step({ vendors: two.slice(1) });
    const best = account({
      vendor: "best",
      offers: [{ channel: "SMS", country: "BR", priceMicros: 1n }],
    });
    const both = spec({ ...anywhere, steps: [step(), other] });

    expect(toldIn(spec(anywhere), ["ID", "BR"])).toEqual(["ERROR NO_OFFER 1 BR"]);
    expect(toldIn(both, ["BR", "DE"], facts(account(), best))).toEqual([
      "WARNING NO_OFFER 1 BR",
      "ERROR NO_OFFER 1 DE",
      "ERROR NO_OFFER 2 DE",
    ]);
  });

  it("leaves to the plan's own problems what these tell", () => {
    const named = spec({ countries: ["ID", "BR"] });
    expect(toldIn(named, ["BR"])).toEqual([]);
    expect(told(named, facts(account()))).toEqual(["ERROR NO_OFFER 1 BR"]);
    expect(toldIn(spec({ ...anywhere, steps: [step({ channel: "VOICE" })] }), ["ID"])).toEqual([]);
  });
});

describe("textProblems", () => {
  it("says what is wrong with a text, in words", () => {
    const [problem] = textProblems({
      channel: "SMS",
      locale: "id",
      subject: null,
      accountId: null,
      body: "{code} {name}",
      vendorTemplateName: null,
    });

    expect(problem && planProblemMessage(problem, "en")).toBe(
      `A message for SMS (id) cannot be used: ${phrases.en.templateUnknownPlaceholder}`,
    );
  });
});

describe("planProblemMessage", () => {
  it("says the step, the country and the money", () => {
    const [problem] = planProblems(spec({ maxCostPerSendMicros: 1n }), facts(account()));

    expect(problem && planProblemMessage(problem, "en")).toBe(
      "Step 1: the cheapest attempt in ID costs 0.020000, more than maxCostPerSend " +
        "(0.000001). It would never start.",
    );
    expect(problem && planProblemMessage(problem, "id")).toMatch(
      /^Langkah 1: percobaan termurah di ID/,
    );
  });

  it("has words in both languages for every code, with the same facts", () => {
    for (const code of planProblemCodes) {
      const problem = planProblem("ERROR", code, {});
      const names = (locale: "en" | "id") =>
        new Set(planProblemMessage(problem, locale).match(/\{\w+\}/g) ?? []);

      expect([code, names("id")]).toEqual([code, names("en")]);
      expect(planProblemMessage(problem, "id")).not.toBe(planProblemMessage(problem, "en"));
    }
  });
});
