import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LogTail } from "../../src/events/tail.js";
import { PostgresBus } from "../../src/events/postgres-bus.js";
import pg from "pg";
import type { EventRow, SendRow } from "../../src/flow/rows.js";
import { connectionConfig } from "../../src/store/connection.js";
import { createHotStore } from "../../src/store/hot-store.js";
import { createKeyring } from "../../src/store/keyring.js";
import { createSendReads } from "../../src/store/send-reads.js";
import { readEvents } from "../../src/store/sql/read-events.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";
import { makeAttempt, makeEvent, makeReceipt, makeSend } from "../support/otp-rows.js";
import { insertTenant, insertVendor } from "../support/rows.js";
import { until } from "../support/until.js";

let db: TestDatabase;
let mine: string;
let theirs: string;
let reads: ReturnType<typeof createSendReads>;
const keyring = createKeyring([{ id: "k1", bytes: Buffer.alloc(32, 3) }]);
const sends: SendRow[] = [];
let foreign: SendRow;

beforeAll(async () => {
  db = await createTestDatabase();
  mine = await insertTenant(db.owner, { currency: "IDR" });
  theirs = await insertTenant(db.owner);
  for (const tenantId of [mine, theirs]) {
    // Where making a tenant makes its counter already, this changes nothing.
    await db.engine.query(
      "insert into tenant_counter (tenant_id) values ($1) on conflict do nothing",
      [tenantId],
    );
  }
  reads = createSendReads(db.app, keyring);
  const vendor = await insertVendor(db.owner, "acme");
  for (let count = 0; count < 4; count += 1) {
    sends.push(sealed(mine, { externalId: count < 2 ? "order-1" : null }));
  }
  sends[3] = { ...sealed(mine, {}), status: "DELIVERED", country: "BR", purpose: "signup" };
  foreign = sealed(theirs, { externalId: "order-1" });
  const attempts = [...sends.slice(0, 2), foreign].map((send) => makeAttempt(send, vendor));
  const [first] = attempts;
  await store(sends, foreign, attempts, first === undefined ? [] : [makeReceipt(first)]);
});
afterAll(() => db.close());

function sealed(tenantId: string, changes: Partial<SendRow>): SendRow {
  const recipient = JSON.stringify({ phone: "+6281234567890", email: null });
  return makeSend(tenantId, {
    recipient: keyring.seal("recipient", tenantId, recipient),
    phoneIndex: keyring.recipientIndex(tenantId, "+6281234567890"),
    ...changes,
  });
}

async function store(
  own: readonly SendRow[],
  other: SendRow,
  attempts: readonly ReturnType<typeof makeAttempt>[],
  receipts: readonly ReturnType<typeof makeReceipt>[],
): Promise<void> {
  await createHotStore(db.engine).transaction(async (tx) => {
    await tx.insertSends([...own, other]);
    await tx.insertAttempts(attempts);
    await tx.insertReceipts(receipts);
    await tx.appendEvents([...own, other].map((send) => withoutSeq(makeEvent(send, 0n))));
  });
}

function withoutSeq({ seq: _seq, ...event }: EventRow) {
  return event;
}

async function commit(send: SendRow, changes: Partial<EventRow> = {}): Promise<void> {
  const event = withoutSeq(makeEvent(send, 0n, changes));
  await createHotStore(db.engine).transaction((tx) => tx.appendEvents([event]));
}

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) {
    throw new Error("it has to be there");
  }
  return value;
}

describe("reading a tenant's sends", () => {
  test("gives rows in the order of ids, and null for what is another's", async () => {
    const ids = [must(sends[1]).id, foreign.id, must(sends[0]).id];

    const rows = await reads.sendsById(mine, ids);

    expect(rows.map((row) => row?.id ?? null)).toEqual([ids[0], null, ids[2]]);
    expect(rows[0]).toEqual(sends[1]);
  });

  test("pages newest first, and stays within the tenant", async () => {
    const newest = sends
      .map((send) => send.id)
      .toSorted()
      .toReversed();

    const first = await reads.sends(mine, {}, 3, null);
    const rest = await reads.sends(mine, {}, 3, must(first.rows.at(-1)).id);

    expect([...first.rows, ...rest.rows].map((row) => row.id)).toEqual(newest);
    expect([first.hasMore, rest.hasMore]).toEqual([true, false]);
    expect(await reads.countSends(mine, {}, 10)).toBe(4);
    expect(await reads.countSends(mine, {}, 3)).toBeNull();
  });

  test.each([
    ["statuses", { statuses: ["DELIVERED"] as const }, 1],
    ["countries", { countries: ["BR"] }, 1],
    ["purpose", { purpose: "login" }, 3],
    ["verification", { verification: ["VERIFIED"] as const }, 0],
    ["recipient", { recipient: "+6281234567890" }, 4],
    ["another recipient", { recipient: "nobody@example.com" }, 0],
    ["channels", { channels: ["SMS"] as const }, 2],
    ["vendors", { vendors: ["acme"] }, 2],
    ["unknown vendors", { vendors: ["nobody"] }, 0],
    [
      "a range that holds them",
      { from: new Date("2026-01-15T12:00:00Z"), to: new Date("2026-01-15T12:00:01Z") },
      4,
    ],
    ["a range that ends before", { to: new Date("2026-01-15T12:00:00Z") }, 0],
    ["two conditions at once", { countries: ["BR"], purpose: "login" }, 0],
  ])("filters by %s", async (_name, filter, count) => {
    const page = await reads.sends(mine, filter, 10, null);

    expect(page.rows).toHaveLength(count);
    expect(await reads.countSends(mine, filter, 10)).toBe(count);
  });

  test("finds the newest send of an external id, and opens its recipient", async () => {
    const found = must(await reads.sendByExternalId(mine, "order-1"));

    expect(found.id).toBe(must(sends[1]).id);
    expect(reads.openRecipient(found)).toEqual({ phone: "+6281234567890", email: null });
    expect(await reads.currencyOf(mine)).toBe("IDR");
  });

  test("groups attempts by send and receipts by attempt, without another tenant's", async () => {
    const ids = [must(sends[0]).id, must(sends[2]).id, foreign.id];

    const attempts = await reads.attemptsOfSends(mine, ids);
    const [first] = must(attempts[0]);
    const receipts = await reads.receiptsOfAttempts(mine, [must(first).id]);

    expect(attempts.map((list) => list.length)).toEqual([1, 0, 0]);
    expect(receipts[0]?.[0]).toMatchObject({ status: "DELIVERED", applied: true });
    expect(await reads.attemptsById(mine, [must(first).id])).toEqual([first]);
  });
});

describe("reading a tenant's log", () => {
  test("goes on behind what does not match", async () => {
    const none = await reads.events(mine, { types: ["SEND_READ"] }, 10, 0n);
    const some = await reads.events(mine, {}, 3, 0n);

    expect(none).toMatchObject({ rows: [], hasMore: false, lastScanned: 4n });
    expect(some.rows.map((row) => row.seq)).toEqual([1n, 2n, 3n]);
    expect(some).toMatchObject({ hasMore: true, lastScanned: 3n });
    expect(await reads.logBounds(mine)).toEqual({ lastSeq: 4n, expiredSeq: 0n });
    expect(some.rows[0]).toEqual(makeEvent(must(sends[0]), 1n));
  });

  test("reads one send's events from its own index, and pages of several at once", async () => {
    const send = must(sends[2]);

    const latest = must(await reads.latestEventOfSend(mine, send.id));
    const pages = await reads.eventsOfSends(
      mine,
      [
        { sendId: foreign.id, after: 0n },
        { sendId: send.id, after: 0n },
      ],
      5,
    );

    expect(latest.sendId).toBe(send.id);
    expect(pages.map((page) => page.rows.length)).toEqual([0, 1]);
    expect(pages[1]?.rows[0]).toEqual(latest);
    expect(await reads.countEventsOfSend(mine, send.id)).toBe(1);
  });
});

describe("following logs in Postgres", () => {
  test("two tenants' events come in order, with no gap or repeat, over a lost LISTEN", async () => {
    const errors: unknown[] = [];
    const clients: pg.Client[] = [];
    const createBus = () =>
      new PostgresBus({
        query: (text, values) => db.engine.query(text, values),
        createClient: () => {
          const client = new pg.Client(connectionConfig(db.target, "engine"));
          clients.push(client);
          return client;
        },
        onError: (error) => errors.push(error),
        reconnectMs: 20,
      });
    const [here, there] = [createBus(), createBus()];
    await Promise.all([here.start(), there.start()]);
    const tail = new LogTail({
      readEventsAfter: (watches, limit) => readEvents(db.engine, watches, limit),
      reads,
      now: () => performance.now(),
      onError: (error) => errors.push(error),
      pollMsMin: 50,
      pollMsMax: 100,
    });
    there.subscribe("events", (tenantIds) => tail.nudge(tenantIds));
    const owns = { here: new Set<boolean>(), there: new Set<boolean>() };
    here.subscribe("events", (_, isOwn) => owns.here.add(isOwn));
    there.subscribe("events", (_, isOwn) => owns.there.add(isOwn));
    const seen = [mine, theirs].map((tenantId) => collect(tail, tenantId));
    try {
      const writes = Array.from({ length: 60 }, async (_, index) => {
        const send = index % 3 === 0 ? foreign : must(sends[index % 4]);
        await commit(send);
        here.publish("events", [send.tenantId]);
        if (index === 30) {
          await clients.at(-1)?.end();
        }
      });
      await Promise.all(writes);
      const bounds = await Promise.all([mine, theirs].map((id) => reads.logBounds(id)));
      await until("all events", () =>
        seen.every((seqs, index) => seqs.at(-1) === bounds[index]?.lastSeq),
      );
      seen.forEach((seqs, index) => {
        const length = Number(must(bounds[index]).lastSeq);
        expect(seqs).toEqual(Array.from({ length }, (_, at) => BigInt(at + 1)));
      });
      expect(owns).toEqual({ here: new Set([true]), there: new Set([false]) });
    } finally {
      tail.close();
      await Promise.all([here.close(), there.close()]);
    }
  });

  test("what two processes write comes in order, handed over here, read from there", async () => {
    const errors: unknown[] = [];
    const tail = new LogTail({
      readEventsAfter: (watches, limit) => readEvents(db.engine, watches, limit),
      reads,
      now: () => performance.now(),
      onError: (error) => errors.push(error),
      // Too rare to help.
      pollMsMin: 60_000,
      pollMsMax: 60_000,
    });
    const here = createHotStore(db.engine, (logs) => tail.take(logs));
    const there = createHotStore(db.engine);
    const seen = [mine, theirs].map((tenantId) => collect(tail, tenantId));
    try {
      const writes = Array.from({ length: 120 }, async (_, index) => {
        const owners = index % 4 === 0 ? [foreign, must(sends[0])] : [must(sends[index % 4])];
        const events = owners.map((send) => withoutSeq(makeEvent(send, 0n)));
        await (index % 5 === 0 ? there : here).transaction((tx) => tx.appendEvents(events));
        if (index % 5 === 0) {
          tail.nudge([mine, theirs]);
        }
      });
      await Promise.all(writes);
      const bounds = await Promise.all([mine, theirs].map((id) => reads.logBounds(id)));
      await until("all events", () =>
        seen.every((seqs, index) => seqs.at(-1) === bounds[index]?.lastSeq),
      );
      seen.forEach((seqs, index) => {
        const length = Number(must(bounds[index]).lastSeq);
        expect(seqs).toEqual(Array.from({ length }, (_, at) => BigInt(at + 1)));
      });
      expect(errors).toEqual([]);
    } finally {
      tail.close();
    }
  });
});

function collect(tail: LogTail, tenantId: string): bigint[] {
  const seqs: bigint[] = [];
  void (async () => {
    for await (const item of tail.follow(tenantId, {}, 0n)) {
      if (item.kind === "event") {
        seqs.push(item.event.seq);
      }
    }
  })();
  return seqs;
}
