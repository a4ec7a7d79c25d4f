import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeId, encodeId } from "../../src/core/ids.js";
import { type AppWorld, createAppWorld } from "../support/app-world.js";

type Language = "en" | "id";

let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
});
afterAll(() => world.close());

async function ask<T>(language: Language, query: string, variables: object = {}): Promise<T> {
  const headers = { "accept-language": language };
  const answer = await world.ask(world.owner, query, variables, headers);
  expect(answer.errors).toEqual([]);
  return answer.data as unknown as T;
}

interface Sent {
  readonly send: { readonly id: string; readonly statusReason: string | null };
  readonly userErrors: readonly { readonly code: string; readonly message: string }[];
}

async function sendOtp(planKey: string, language: Language, key: string = randomUUID()) {
  const input = { planKey, idempotencyKey: key, phone: "+6281234999001" };
  const { sendOtp } = await ask<{ sendOtp: Sent }>(
    language,
    `mutation($input: SendOtpInput!) { sendOtp(input: $input) {
       send { id statusReason } userErrors { code message } } }`,
    { input },
  );
  return sendOtp;
}

async function createPlan(
  key: string,
  steps: readonly object[],
  rest: object = {},
): Promise<string> {
  const { createPlan } = await ask<{ createPlan: { plan: { id: string } } }>(
    "en",
    "mutation($plan: PlanInput!) { createPlan(input: $plan) { plan { id } } }",
    { plan: { key, name: key, steps, ...rest } },
  );
  return createPlan.plan.id;
}

const emailStep = { channel: "EMAIL", vendors: [{ vendor: "postwing" }] };
const storyQuery = `query($id: ID!) { send(id: $id) {
  statusReason
  skippedSteps { step reason }
  events { nodes { type message } }
  attempts { decision { reason waitReason candidates { skippedBecause } } }
} }`;

const smartQuery = `query($id: ID!) { send(id: $id) { attempts { decision {
  strategy reason propensity waitReason shadowPrice genuine
  candidates {
    vendor { slug } channel score expectedVerifyRate trust probability chosen skippedBecause
  }
} } } }`;

interface SmartStory {
  readonly attempts: readonly {
    readonly decision: {
      readonly reason: string;
      readonly propensity: number;
      readonly waitReason: string;
      readonly candidates: readonly {
        readonly vendor: { readonly slug: string };
        readonly channel: string;
        readonly score: number | null;
        readonly expectedVerifyRate: number | null;
        readonly trust: number | null;
        readonly probability: number | null;
        readonly chosen: boolean;
        readonly skippedBecause: string | null;
      }[];
    };
  }[];
}

/** False first. */
function compare(one: boolean, other: boolean): number {
  return Number(one) - Number(other);
}

interface Story {
  readonly statusReason: string | null;
  readonly skippedSteps: readonly { readonly step: number; readonly reason: string }[];
  readonly events: {
    readonly nodes: readonly { readonly type: string; readonly message: string }[];
  };
  readonly attempts: readonly {
    readonly decision: {
      readonly reason: string;
      readonly waitReason: string;
      readonly candidates: readonly { readonly skippedBecause: string | null }[];
    };
  }[];
}

async function storyOf(id: string, language: Language) {
  const { send } = await ask<{ send: Story }>(language, storyQuery, { id });
  const messageOf = (type: string) =>
    send.events.nodes.find((event) => event.type === type)?.message ?? null;
  return { ...send, messageOf };
}

describe("the reasons of one send", () => {
  test("a step and a vendor passed over are told in the language of each reader", async () => {
    await createPlan("passed-over", [
      emailStep,
      {
        channel: "SMS",
        vendors: [{ vendor: "primeline" }, { vendor: "nusatext" }],
        waitSec: 5,
      },
    ]);
    await ask(
      "en",
      `mutation { pauseVendor(slug: "primeline", reason: "Zu langsam.") { userErrors { code } } }`,
    );
    const sent = await sendOtp("passed-over", "en");
    const [indonesian, english] = await Promise.all([
      storyOf(sent.send.id, "id"),
      storyOf(sent.send.id, "en"),
    ]);

    expect(sent.userErrors).toEqual([]);
    expect(english.skippedSteps).toEqual([{ step: 1, reason: "the send has no e-mail address" }]);
    expect(indonesian.skippedSteps).toEqual([
      { step: 1, reason: "pengiriman ini tidak punya alamat e-mail" },
    ]);
    expect(english.messageOf("STEP_SKIPPED")).toBe(
      "A step was skipped: the send has no e-mail address.",
    );
    expect(indonesian.messageOf("STEP_SKIPPED")).toBe(
      "Sebuah langkah dilewati: pengiriman ini tidak punya alamat e-mail.",
    );
    expect(english.attempts[0]?.decision).toEqual({
      reason: "the only usable vendor of the step",
      waitReason: "the plan's own wait",
      candidates: [{ skippedBecause: "paused" }, { skippedBecause: null }],
    });
    expect(indonesian.attempts[0]?.decision).toEqual({
      reason: "satu-satunya vendor yang dapat dipakai pada langkah ini",
      waitReason: "waktu tunggu dari rencana sendiri",
      candidates: [{ skippedBecause: "dijeda" }, { skippedBecause: null }],
    });
  });

  test("a SMART plan tells what it expected of whom, in the language of each reader", async () => {
    const steps = [
      {
        channel: "SMS",
        vendors: [{ vendor: "nusatext" }, { vendor: "primeline" }, { vendor: "globex" }],
        strategy: "SMART",
      },
      { channel: "WHATSAPP", vendors: [{ vendor: "metrowa" }], strategy: "SMART" },
    ];
    await createPlan("smart", steps, { order: "SMART", objective: "CONVERSION" });
    const sent = await sendOtp("smart", "en");
    const read = async (language: Language) => {
      const { send } = await ask<{ send: SmartStory }>(language, smartQuery, { id: sent.send.id });
      return send.attempts[0]?.decision;
    };
    const [english, indonesian] = [await read("en"), await read("id")];
    const [paused, ...usable] = [...(english?.candidates ?? [])].sort((one, other) =>
      compare(one.skippedBecause === null, other.skippedBecause === null),
    );
    const chances = usable.map(({ probability }) => probability ?? 0);

    expect(sent.userErrors).toEqual([]);
    expect(english).toMatchObject({ strategy: "SMART", shadowPrice: 0, genuine: 1 });
    expect(english?.candidates.map(({ vendor, channel }) => `${vendor.slug} ${channel}`)).toEqual([
      ...["nusatext SMS", "primeline SMS", "globex SMS", "metrowa WHATSAPP"],
    ]);
    expect(paused).toMatchObject({ skippedBecause: "paused", probability: 0 });
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 5);
    expect(usable.find(({ chosen }) => chosen)?.probability).toBe(english?.propensity);
    for (const { score, expectedVerifyRate, trust } of usable) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThan(1);
      expect(expectedVerifyRate).toBeGreaterThan(0.4);
      expect(trust).toBeGreaterThan(0.5);
    }
    expect(english?.reason).toMatch(/ for ID\/Telkomsel, chosen \d+ times in 100.* % verified at /);
    expect(indonesian?.reason).toMatch(/ untuk ID\/Telkomsel, dipilih .* % terverifikasi seharga /);
    expect(english?.waitReason).toMatch(/^\d+ % of its receipts come within \d+ s;/);
    expect(indonesian?.waitReason).toMatch(/^\d+ % laporannya datang dalam \d+ detik;/);
  });

  test("a pause is told in the reader's language, its reason as it was typed", async () => {
    const query = `{ vendor(slug: "primeline") { health { reason } } }`;

    expect(await ask("id", query)).toEqual({
      vendor: { health: { reason: "Dijeda oleh Anda: Zu langsam." } },
    });
    expect(await ask("en", query)).toEqual({
      vendor: { health: { reason: "Paused by you: Zu langsam." } },
    });
  });

  test("a budget without room is named to the caller, in the log and on the send", async () => {
    const planId = await createPlan("broke", [
      { channel: "SMS", vendors: [{ vendor: "nusatext" }] },
    ]);
    await ask(
      "en",
      `mutation($input: SetBudgetInput!) { setBudget(input: $input) { userErrors { code } } }`,
      { input: { scope: "PLAN", planId, period: "MONTH", limit: "0.000001" } },
    );
    const key = randomUUID();
    const sent = await sendOtp("broke", "id", key);
    const again = await sendOtp("broke", "id", key);
    const [indonesian, english] = await Promise.all([
      storyOf(sent.send.id, "id"),
      storyOf(sent.send.id, "en"),
    ]);

    expect(sent.userErrors).toEqual([
      {
        code: "BUDGET_EXHAUSTED",
        message:
          "Sisa anggaran bulanan rencana ini tidak cukup untuk satu percobaan lagi. Naikkan " +
          "batasnya; anggaran harian atau bulanan juga mulai lagi dengan sendirinya.",
      },
    ]);
    expect(again.userErrors[0]?.message).toMatch(/^Sisa anggaran pengiriman ini tidak cukup /);
    expect(sent.send.statusReason).toBe("sebuah anggaran tidak cukup untuk satu percobaan lagi");
    expect(english.statusReason).toBe("a budget has no room for another attempt");
    expect(indonesian.messageOf("SEND_BLOCKED")).toBe(
      "Pengiriman diblokir sebelum percobaan pertama: sisa anggaran bulanan rencana ini tidak " +
        "cukup untuk satu percobaan lagi.",
    );
    expect(english.messageOf("SEND_BLOCKED")).toBe(
      "The send was blocked before any attempt: the monthly budget of the plan has no room for " +
        "another attempt.",
    );
    expect((await rowOf(sent.send.id)).status_reason).toBe("BUDGET_EXHAUSTED");
  });

  test("a recipient whom no step reaches is told step by step why", async () => {
    await createPlan("mail-only", [emailStep]);
    const [english, indonesian] = [
      await sendOtp("mail-only", "en"),
      await sendOtp("mail-only", "id"),
    ];

    expect(english.userErrors[0]).toMatchObject({
      code: "NO_ROUTE",
      message: expect.stringContaining("recipient: step 1: the send has no e-mail address. See"),
    });
    expect(indonesian.userErrors[0]).toMatchObject({
      code: "NO_ROUTE",
      message: expect.stringContaining("langkah 1: pengiriman ini tidak punya alamat e-mail. "),
    });
    expect(indonesian.send.statusReason).toBe("tidak ada langkah rencana yang melayani penerima");
  });

  test("what an id should have been of is named in the reader's language", async () => {
    const { cancelSend } = await ask<{ cancelSend: Sent }>(
      "id",
      "mutation($id: ID!) { cancelSend(id: $id) { userErrors { code message } } }",
      { id: encodeId("send", randomUUID()) },
    );

    expect(cancelSend.userErrors[0]).toMatchObject({
      code: "NOT_FOUND",
      message: expect.stringMatching(/^Tidak ada pengiriman dengan id ini\./),
    });
  });
});

/** The send as stored. */
async function rowOf(id: string): Promise<{ readonly status_reason: string | null }> {
  const { rows } = await world.database.owner.query<{ status_reason: string | null }>(
    "select status_reason from send where id = $1",
    [decodeId("send", id)],
  );
  const [row] = rows;
  if (row === undefined) {
    throw new Error(`no send ${id}`);
  }
  return row;
}
