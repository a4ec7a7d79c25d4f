import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppWorld, createAppWorld } from "../support/app-world.js";

let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
});
afterAll(() => world.close());

interface SetRule {
  readonly guardRule: { readonly id: string; readonly mode: string } | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] }[];
}

async function setRule(input: object): Promise<SetRule> {
  const { setGuardRule } = await world.data<{ setGuardRule: SetRule }>(
    world.owner,
    `mutation($input: SetGuardRuleInput!) { setGuardRule(input: $input) {
       guardRule { id mode } userErrors { code field } } }`,
    { input },
  );
  return setGuardRule;
}

async function sendTo(phone: string) {
  const input = { planKey: "login", idempotencyKey: randomUUID(), phone };
  const { sendOtp } = await world.data<{
    sendOtp: {
      readonly send: {
        readonly status: string;
        readonly failureClass: string | null;
        readonly statusReason: string | null;
        readonly attempts: readonly object[];
      };
      readonly userErrors: readonly { readonly code: string }[];
    };
  }>(
    world.owner,
    `mutation($input: SendOtpInput!) { sendOtp(input: $input) {
       send { status failureClass statusReason attempts { number } } userErrors { code } } }`,
    { input },
  );
  return sendOtp;
}

interface Told {
  readonly guardRules: readonly {
    readonly id: string;
    readonly kind: string;
    readonly mode: string;
    readonly country: string | null;
    readonly enabled: boolean;
    readonly blockedLast24h: number;
    readonly savedLast24h: { readonly amount: string };
  }[];
  readonly guardDecisions: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly blocked: boolean;
      readonly reason: string;
      readonly recipient: { readonly phone: string };
      readonly rule: { readonly id: string };
    }[];
  };
}

async function told(blockedOnly: boolean, secret = world.owner, language = "en"): Promise<Told> {
  const query = `query($blockedOnly: Boolean) {
    guardRules { id kind mode country enabled blockedLast24h savedLast24h { amount } }
    guardDecisions(blockedOnly: $blockedOnly) {
      totalCount nodes { blocked reason recipient { phone } rule { id } } } }`;
  const answer = await world.ask(
    secret,
    query,
    { blockedOnly },
    {
      "accept-language": language,
    },
  );
  expect(answer.errors).toEqual([]);
  return answer.data as unknown as Told;
}

describe("a guard rule", () => {
  it("only watches before it was ever set", async () => {
    const { guardRules, guardDecisions } = await told(false);

    expect(guardRules.map(({ kind, mode, country }) => [kind, mode, country])).toEqual([
      ["PREFIX_RATE", "MONITOR", null],
      ["UNVERIFIED_RATE", "MONITOR", null],
    ]);
    expect(guardDecisions.totalCount).toBe(0);
  });

  it("says what is wrong with how it is set", async () => {
    const rate = { kind: "PREFIX_RATE", mode: "ENFORCE" };
    const codes = async (input: object) =>
      (await setRule(input)).userErrors.map(({ code, field }) => [code, ...field]);

    const others = [
      ...["RECIPIENT_RATE", "IP_RATE", "COUNTRY_ALLOW", "SEQUENTIAL_NUMBERS"],
      ...["DEAD_NUMBER", "LINE_TYPE", "BLOCK_LIST"],
    ];
    for (const kind of others) {
      expect(await codes({ kind, mode: "ENFORCE" })).toEqual([["GUARD_NOT_AVAILABLE", "kind"]]);
    }
    expect(await codes({ ...rate, limit: 5 })).toEqual([["WINDOW_INCOMPLETE", "windowSec"]]);
    expect(await codes({ ...rate, windowSec: 60 })).toEqual([["WINDOW_INCOMPLETE", "limit"]]);
    expect(await codes({ ...rate, limit: 0, windowSec: 9, country: "QQ" })).toEqual([
      ["UNKNOWN_COUNTRY", "country"],
      ["OUT_OF_RANGE", "limit"],
      ["OUT_OF_RANGE", "windowSec"],
    ]);
    expect(await codes({ kind: "UNVERIFIED_RATE", mode: "OFF", limit: 61, windowSec: 60 })).toEqual(
      [
        ["OUT_OF_RANGE", "limit"],
        ["WINDOW_NOT_ALLOWED", "windowSec"],
      ],
    );
  });

  it("refuses what is beyond its limit before any money is held, and says why", async () => {
    const rule = { kind: "PREFIX_RATE", country: "ID", limit: 2, windowSec: 86_400 };
    const { guardRule } = await setRule({ ...rule, mode: "ENFORCE" });
    const sends = [];
    for (const last of [1, 2, 3]) {
      sends.push(await sendTo(`+62812349800${last}1`));
    }
    const elsewhere = await sendTo("+6281298880001");

    expect(sends.map(({ send }) => send.status === "BLOCKED")).toEqual([false, false, true]);
    expect(elsewhere.send.status).not.toBe("BLOCKED");
    expect(sends[2]).toMatchObject({
      send: { failureClass: "FRAUD", attempts: [] },
      userErrors: [{ code: "BLOCKED_BY_GUARD" }],
    });
    expect(sends[2]?.send.statusReason).toContain("guard rule");
    const { guardRules, guardDecisions } = await told(true);
    const own = guardRules.find(({ id }) => id === guardRule?.id);
    expect(own).toMatchObject({ country: "ID", enabled: true, blockedLast24h: 1 });
    expect(Number(own?.savedLast24h.amount)).toBeGreaterThan(0);
    expect(guardDecisions).toMatchObject({
      totalCount: 1,
      nodes: [
        {
          blocked: true,
          reason: "3 codes in 86400 s to numbers with the same first digits; the rule allows 2",
          recipient: { phone: "+6281234980031" },
          rule: { id: guardRule?.id },
        },
      ],
    });
  });

  it("lets pass and keeps what it would refuse where it only watches", async () => {
    const rule = { kind: "PREFIX_RATE", country: "ID", limit: 2, windowSec: 86_400 };
    await setRule({ ...rule, mode: "MONITOR" });
    const { send, userErrors } = await sendTo("+6281234980041");
    const viewer = await world.makeKey(world.owner, { role: "VIEWER" });
    const all = await told(false, viewer.secret, "id");

    expect(send.status).not.toBe("BLOCKED");
    expect(userErrors).toEqual([]);
    expect(all.guardDecisions.totalCount).toBe(2);
    expect(all.guardDecisions.nodes[0]).toMatchObject({ blocked: false });
    expect(all.guardDecisions.nodes[0]?.reason).toContain("aturannya mengizinkan 2");
    expect(all.guardDecisions.nodes[0]?.recipient.phone).toContain("•");
    expect((await told(true)).guardDecisions.totalCount).toBe(1);
  });
});
