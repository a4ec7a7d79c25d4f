import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openMarket } from "../../src/market/market.js";
import { parseScenario } from "../../src/market/parse-scenario.js";
import { codeTypedAtSec, userBehaviour } from "../../src/market/user-behaviour.js";

const calm = parseScenario(
  readFileSync(new URL("scenarios/calm.json", import.meta.url), "utf8"),
  "calm.json",
);
if (!calm.ok) {
  throw new Error(calm.message);
}
const market = openMarket(calm.scenario, 7);
const cell = market.cellById.get("BR/vivo");
if (cell === undefined) {
  throw new Error("no such cell");
}
const people = Array.from({ length: 20_000 }, (_, sendKey) =>
  userBehaviour(market, sendKey, cell, false),
);
const share = (test: (person: (typeof people)[number]) => boolean) =>
  people.filter(test).length / people.length;

describe("the person behind a send", () => {
  it("types a code as often as the scenario says, less often one that was spoken", () => {
    expect(share((person) => person.intendsTo("sms"))).toBeCloseTo(0.9, 1);
    expect(share((person) => person.intendsTo("voice"))).toBeCloseTo(0.9 * 0.85, 1);
    expect(people.every((one) => one.intendsTo("sms") || !one.intendsTo("voice"))).toBe(true);
  });

  it("waits, types and asks again around the medians", () => {
    expect(share((person) => person.patienceSec < 70)).toBeCloseTo(0.5, 1);
    expect(share((person) => person.typeDelaySec < 9)).toBeCloseTo(0.5, 1);
    expect(share((person) => person.resendGapsSec.length > 0)).toBeCloseTo(0.55, 1);
    expect(share((person) => person.resendGapsSec.length === 2)).toBeCloseTo(0.55 ** 2, 1);
    expect(share((person) => (person.resendGapsSec[0] ?? 99) < 35)).toBeCloseTo(0.55 / 2, 1);
  });

  it("types nothing that comes after they left, and stays longer after asking again", () => {
    const person = { ...userBehaviour(market, 1, cell, false), patienceSec: 50, typeDelaySec: 5 };
    const willing = { ...person, intendsTo: () => true };

    expect(codeTypedAtSec(market, willing, 40, "sms", 0)).toBe(45);
    expect(codeTypedAtSec(market, willing, 60, "sms", 0)).toBeNull();
    expect(codeTypedAtSec(market, willing, 60, "sms", 1)).toBe(65);
    expect(codeTypedAtSec(market, { ...willing, intendsTo: () => false }, 40, "sms", 0)).toBeNull();
  });

  it("behind an attack never types and never asks again", () => {
    const attackers = Array.from({ length: 500 }, (_, sendKey) =>
      userBehaviour(market, sendKey, cell, true),
    );

    expect(attackers.some((one) => one.intendsTo("sms") || one.resendGapsSec.length > 0)).toBe(
      false,
    );
  });
});
