import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { SendEventType } from "../../../src/flow/rows.js";
import type { FeedbackRow } from "../../../src/manage/feedback/ports.js";
import { type TellPorts, tellVendors } from "../../../src/manage/feedback/tell-vendors.js";
import { createFeedbackStore } from "../../../src/store/feedback-store.js";
import { appendEvents } from "../../../src/store/sql/append-events.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";
import { makeEvent, makeSend } from "../../support/otp-rows.js";
import { insertAttempt, insertSend, insertTenant, insertVendor } from "../../support/rows.js";

let db: TestDatabase;
let tenantId: string;
let now: Date;
let told: FeedbackRow[];
let route: { vendorId: string; accountId: string };

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

beforeEach(async () => {
  await db.owner.query("delete from feedback");
  tenantId = await insertTenant(db.owner);
  route = await vendorOf("listener");
  now = new Date("2026-03-01T12:00:00Z");
  told = [];
});

async function vendorOf(adapter: string): Promise<{ vendorId: string; accountId: string }> {
  const made = await insertVendor(db.owner, `v-${uuidv7()}`);
  await db.owner.query("update vendor set adapter = $2 where id = $1", [made.vendorId, adapter]);
  return made;
}

function ports(over: Partial<TellPorts> = {}): TellPorts {
  return {
    store: createFeedbackStore(db.owner),
    routes: [{ adapter: "listener", channel: "SMS" }],
    stateOf: () => Promise.resolve("open"),
    tell: (row) => {
      told.push(row);
      return Promise.resolve("taken");
    },
    now: () => now,
    ...over,
  };
}

/** A send with attempts that their vendor took, or not. */
async function sendOf(...attempts: readonly Readonly<Record<string, unknown>>[]) {
  const sendId = await insertSend(db.owner, tenantId, {});
  const ids: string[] = [];
  for (const [index, over] of attempts.entries()) {
    const vendorMessageIds = [`m-${uuidv7()}`];
    const values = { ...route, channel: "SMS", number: index + 1, vendorMessageIds, ...over };
    ids.push(await insertAttempt(db.owner, tenantId, sendId, values));
  }
  return { sendId, ids };
}

async function happen(type: SendEventType, sendId: string, attemptId: string | null = null) {
  const { seq: _assigned, ...event } = makeEvent(makeSend(tenantId, { id: sendId }), 0n);
  await appendEvents(db.engine, [{ ...event, type, attemptId, at: now }]);
}

function pass(seconds: number): void {
  now = new Date(now.getTime() + seconds * 1_000);
}

async function outcomes(): Promise<readonly (string | null)[]> {
  const { rows } = await db.owner.query<{ outcome: string | null }>(
    "select outcome from feedback where tenant_id = $1 order by at, attempt_id",
    [tenantId],
  );
  return rows.map((row) => row.outcome);
}

describe("telling vendors of conversions", () => {
  it("tells of the attempt that the code came from, once", async () => {
    const { sendId, ids } = await sendOf({}, {});
    await happen("SEND_VERIFIED", sendId, ids[1]);

    await tellVendors(ports());
    await tellVendors(ports());

    expect(told).toEqual([
      expect.objectContaining({ attemptId: ids[1], isVerified: true, at: now, tries: 1 }),
    ]);
    expect(await outcomes()).toEqual(["TAKEN"]);
  });

  it("tells of all attempts that a vendor took when nobody typed the code in", async () => {
    const { sendId, ids } = await sendOf({}, {}, { vendorMessageIds: [] }, { channel: "RCS" });
    await happen("CODE_EXPIRED", sendId);

    await tellVendors(ports());

    expect(new Map(told.map((row) => [row.attemptId, row.isVerified]))).toEqual(
      new Map([ids[0], ids[1]].map((id) => [id, false])),
    );
    expect(told).toHaveLength(2);
  });

  it("tells nobody whose adapter takes no feedback", async () => {
    const deaf = await vendorOf("deaf");
    const { sendId, ids } = await sendOf(deaf);
    await happen("SEND_VERIFIED", sendId, ids[0]);

    await tellVendors(ports());

    expect(told).toEqual([]);
    expect(await outcomes()).toEqual([]);
  });

  it("passes over what happened more than a day ago", async () => {
    const { sendId, ids } = await sendOf({});
    await happen("SEND_VERIFIED", sendId, ids[0]);
    pass(86_401);

    await tellVendors(ports());

    expect(told).toEqual([]);
  });

  it("tries five times with growing pauses, then gives up", async () => {
    const { sendId, ids } = await sendOf({});
    await happen("SEND_VERIFIED", sendId, ids[0]);
    const triedAt: number[] = [];
    const begunAt = now.getTime();
    const failing = ports({
      tell: () => {
        triedAt.push((now.getTime() - begunAt) / 1_000);
        return Promise.reject(new Error("an adapter that throws"));
      },
    });
    for (let minute = 0; minute < 60; minute += 1) {
      await tellVendors(failing);
      pass(60);
    }

    expect(triedAt).toEqual([0, 60, 180, 420, 900]);
    expect(await outcomes()).toEqual(["GIVEN_UP"]);
  });

  it("never tells again what a vendor refused", async () => {
    const { sendId, ids } = await sendOf({});
    await happen("CODE_EXPIRED", sendId, ids[0]);
    let asked = 0;
    const refusing = ports({
      tell: () => {
        asked += 1;
        return Promise.resolve("refused");
      },
    });
    await tellVendors(refusing);
    pass(3_600);
    await tellVendors(refusing);
    // A report may still come that says otherwise.
    await happen("SEND_VERIFIED", sendId, ids[0]);
    await tellVendors(refusing);

    expect(asked).toBe(1);
    expect(await outcomes()).toEqual(["REFUSED"]);
  });

  it("leaves accounts alone while a breaker is open, and a minute after a failure", async () => {
    const { sendId, ids } = await sendOf({});
    await happen("SEND_VERIFIED", sendId, ids[0]);
    await tellVendors(ports({ stateOf: () => Promise.resolve("paused") }));
    expect(told).toEqual([]);
    pass(60);
    await tellVendors(ports());
    // The pause was no try.
    expect(told.map((row) => row.tries)).toEqual([1]);

    const second = await sendOf({}, {}, {});
    await happen("CODE_EXPIRED", second.sendId);
    let asked = 0;
    const failing = (): Promise<"failed"> => {
      asked += 1;
      return Promise.resolve("failed");
    };
    await tellVendors(ports({ tell: failing }));
    expect(asked).toBe(1);
    pass(61);
    await tellVendors(ports());
    expect(told).toHaveLength(4);
  });

  it("gives up on accounts that are gone", async () => {
    const { sendId, ids } = await sendOf({});
    await happen("SEND_VERIFIED", sendId, ids[0]);
    await tellVendors(ports({ stateOf: () => Promise.resolve("gone") }));

    expect(told).toEqual([]);
    expect(await outcomes()).toEqual(["GIVEN_UP"]);
  });

  it("tells again after a process died while it told, and not beside another", async () => {
    const { sendId, ids } = await sendOf({});
    await happen("SEND_VERIFIED", sendId, ids[0]);
    const store = createFeedbackStore(db.owner);
    await store.queue(ports().routes, new Date(0), now);
    // What a process does just before it dies.
    await store.claim(50, now, new Date(now.getTime() + 600_000));

    await tellVendors(ports());
    expect(told).toEqual([]);
    pass(601);
    await Promise.all([tellVendors(ports()), tellVendors(ports())]);
    expect(told).toHaveLength(1);
    expect(await outcomes()).toEqual(["TAKEN"]);
  });
});
