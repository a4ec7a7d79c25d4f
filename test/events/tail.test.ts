import { afterEach, describe, expect, test } from "vitest";
import { LogTail } from "../../src/events/tail.js";
import type { EventRow, SendRow } from "../../src/flow/rows.js";
import { ReaderTooSlow } from "../../src/core/reader-too-slow.js";
import type { AppendedEvents, TailItem } from "../../src/flow/tail.js";
import { FakeReads } from "../support/fake-reads.js";
import { makeEvent, makeSend } from "../support/otp-rows.js";
import { until } from "../support/until.js";

const tenant = "0190a000-0000-7000-8000-00000000000a";
const other = "0190a000-0000-7000-8000-00000000000b";

let tail: LogTail;
afterEach(() => tail.close());

function start(changes: Partial<ConstructorParameters<typeof LogTail>[0]> = {}) {
  const reads = new FakeReads();
  const errors: unknown[] = [];
  const rounds: number[] = [];
  tail = new LogTail({
    readEventsAfter(positions, limit) {
      rounds.push(positions.length);
      return reads.readEventsAfter(positions, limit);
    },
    reads,
    now: () => performance.now(),
    onError: (error) => errors.push(error),
    ...changes,
  });
  return { reads, errors, rounds };
}

function commit(reads: FakeReads, send: SendRow, changes: Partial<EventRow> = {}): bigint {
  const seq = BigInt(reads.log.filter((event) => event.tenantId === send.tenantId).length + 1);
  reads.log.push(makeEvent(send, seq, changes));
  return seq;
}

/** Commits as this process does; what it would hand over. */
function write(reads: FakeReads, send: SendRow, count = 1): AppendedEvents {
  const events = Array.from({ length: count }, () => {
    const seq = commit(reads, send);
    const { seq: _seq, ...event } = reads.log.at(-1) ?? makeEvent(send, seq);
    return event;
  });
  const lastSeq = BigInt(reads.log.filter((event) => event.tenantId === send.tenantId).length);
  return { tenantId: send.tenantId, lastSeq, events };
}

async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

function collect(items: AsyncIterableIterator<TailItem>): { seqs: bigint[]; error: unknown } {
  const seen: { seqs: bigint[]; error: unknown } = { seqs: [], error: null };
  void (async () => {
    try {
      for await (const item of items) {
        if (item.kind === "event") {
          seen.seqs.push(item.event.seq);
        }
      }
    } catch (error) {
      seen.error = error;
    }
  })();
  return seen;
}

describe("following a log", () => {
  test("tells new events after a nudge, and without one by polling", async () => {
    const { reads } = start({ pollMsMin: 20, pollMsMax: 40 });
    const send = makeSend(tenant);
    commit(reads, send);
    const seen = collect(tail.follow(tenant, {}, null));
    await until("live", () => tail.followerCount === 1 && reads.calls.length >= 0);
    await new Promise((resolve) => setImmediate(resolve));

    commit(reads, send);
    tail.nudge([tenant]);
    await until("the nudged event", () => seen.seqs.length === 1);
    commit(reads, send);
    await until("the polled event", () => seen.seqs.length === 2);

    expect(seen.seqs).toEqual([2n, 3n]);
  });

  test("begins in the past and goes over to the present without gap or repeat", async () => {
    const { reads } = start();
    const send = makeSend(tenant);
    for (let count = 0; count < 450; count += 1) {
      commit(reads, send);
    }
    const live = collect(tail.follow(tenant, {}, null));
    const late = collect(tail.follow(tenant, {}, 10n));
    for (let count = 0; count < 50; count += 1) {
      commit(reads, send);
      tail.nudge([tenant]);
      await new Promise((resolve) => setImmediate(resolve));
    }

    await until("all events", () => late.seqs.length === 490);

    expect(late.seqs).toEqual(Array.from({ length: 490 }, (_, index) => BigInt(index + 11)));
    expect(live.seqs).toEqual(Array.from({ length: 50 }, (_, index) => BigInt(index + 451)));
  });

  test("reads all watched tenants with one statement per round", async () => {
    const { reads, rounds } = start({ pollMsMin: 10, pollMsMax: 10 });
    const mine = collect(tail.follow(tenant, {}, null));
    const theirs = collect(tail.follow(other, {}, null));
    await until("both watched", () => rounds.at(-1) === 2);

    commit(reads, makeSend(tenant));
    commit(reads, makeSend(other));
    await until("both told", () => mine.seqs.length === 1 && theirs.seqs.length === 1);

    expect(Math.max(...rounds)).toBe(2);
  });

  test("tells a tenant that nobody nudges although another is nudged all the time", async () => {
    const { reads } = start({ pollMsMin: 20, pollMsMax: 50 });
    collect(tail.follow(tenant, {}, null));
    const quiet = collect(tail.follow(other, {}, null));
    await until("both followed", () => tail.followerCount === 2);
    const busy = setInterval(() => tail.nudge([tenant]), 1);
    try {
      await new Promise((resolve) => setTimeout(resolve, 30));
      commit(reads, makeSend(other));
      await until("the quiet tenant's event", () => quiet.seqs.length === 1, 1_000);
      expect(quiet.seqs).toEqual([1n]);
    } finally {
      clearInterval(busy);
    }
  });

  test("ends a waiting reader at once when it leaves; reads nothing after the last", async () => {
    const { rounds } = start({ pollMsMin: 5, pollMsMax: 5 });
    const items = tail.follow(tenant, {}, null);
    const waiting = items.next();
    await until("rounds", () => rounds.length > 0);

    await items.return?.();

    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(tail.followerCount).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 20));
    const after = rounds.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(rounds.length).toBe(after);
  });

  test("gives up a reader that is more than 1,000 events behind, and no other", async () => {
    const { reads } = start({ pollMsMin: 5, pollMsMax: 5, lagMs: 100 });
    const send = makeSend(tenant);
    const slow = tail.follow(tenant, {}, null);
    const quick = collect(tail.follow(tenant, {}, null));
    await until("both followed", () => tail.followerCount === 2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    for (let count = 0; count < 1_100; count += 1) {
      commit(reads, send);
    }
    tail.nudge([tenant]);

    await until("the quick reader", () => quick.seqs.length === 1_100);
    await until("giving up", () => tail.followerCount === 1);
    await expect(slow.next()).rejects.toBeInstanceOf(ReaderTooSlow);
    expect(await slow.next()).toEqual({ done: true, value: undefined });
  });

  test("does not hold it against a reader that the log is read slowly", async () => {
    const reads = new FakeReads();
    const gate = Promise.withResolvers<void>();
    let checks = 0;
    start({
      pollMsMin: 5,
      pollMsMax: 5,
      lagMs: 20,
      readEventsAfter: (positions, limit) => reads.readEventsAfter(positions, limit),
      reads: {
        async events(...args) {
          await gate.promise;
          return reads.events(...args);
        },
        logBounds(tenantId) {
          checks += 1;
          return reads.logBounds(tenantId);
        },
      },
    });
    const send = makeSend(tenant);
    const items = tail.follow(tenant, {}, null);
    await until("the follower", () => tail.followerCount === 1);
    await turn();
    const seen = collect(items);
    const checksBefore = checks;
    const handed = write(reads, send, 1_900);
    write(reads, send, 1_100);
    tail.take([handed]);

    await until("what was handed over at once", () => seen.seqs.length >= 1_000);
    await until("three looks at how far behind it is", () => checks >= checksBefore + 3);
    gate.resolve();

    await until("the rest", () => seen.seqs.length === 3_000);
    expect(seen).toEqual({
      seqs: Array.from({ length: 3_000 }, (_, index) => BigInt(index + 1)),
      error: null,
    });
  });

  test("waits for a slow reader of the past instead of giving it up", async () => {
    const { reads } = start();
    const send = makeSend(tenant);
    for (let count = 0; count < 3_000; count += 1) {
      commit(reads, send);
    }
    const items = tail.follow(tenant, {}, 0n);
    await new Promise((resolve) => setTimeout(resolve, 20));

    const seqs: bigint[] = [];
    while (seqs.length < 3_000) {
      const item = await items.next();
      if (item.done !== true && item.value.kind === "event") {
        seqs.push(item.value.event.seq);
      }
    }

    expect(seqs).toEqual(Array.from({ length: 3_000 }, (_, index) => BigInt(index + 1)));
  });

  test("hands out the cursor that it has come to while nothing matches", async () => {
    const { reads } = start({ pollMsMin: 5, pollMsMax: 5, cursorEveryMs: 30 });
    const items = tail.follow(tenant, { types: ["SEND_READ"] }, null);
    const first = items.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    commit(reads, makeSend(tenant));

    const seen = [await first, await items.next()];

    expect(seen.at(-1)?.value).toEqual({ kind: "cursor", seq: 1n });
  });

  test("goes on after reads that failed", async () => {
    let isBroken = true;
    const reads = new FakeReads();
    const { errors } = start({
      reads,
      pollMsMin: 5,
      pollMsMax: 5,
      readEventsAfter: (positions, limit) =>
        isBroken ? Promise.reject(new Error("away")) : reads.readEventsAfter(positions, limit),
    });
    const seen = collect(tail.follow(tenant, {}, null));
    await until("a failure", () => errors.length > 0);
    commit(reads, makeSend(tenant));
    isBroken = false;

    await until("the event", () => seen.seqs.length === 1);
    expect(seen).toEqual({ seqs: [1n], error: null });
  });
});

test("who follows from now on misses nothing, however late its place is read", async () => {
  const reads = new FakeReads();
  const gate = Promise.withResolvers<void>();
  // Polls are too rare to help.
  start({
    pollMsMin: 60_000,
    pollMsMax: 60_000,
    readEventsAfter: (positions, limit) => reads.readEventsAfter(positions, limit),
    reads: {
      events: (...args) => reads.events(...args),
      async logBounds(tenantId) {
        await gate.promise;
        return reads.logBounds(tenantId);
      },
    },
  });
  const send = makeSend(tenant);
  commit(reads, send);
  const seen = collect(tail.follow(tenant, {}, null));
  const first = write(reads, send, 2);
  tail.take([write(reads, send)]);
  tail.take([first]);
  gate.resolve();

  await until("what was written", () => seen.seqs.length === 3);
  expect(seen).toEqual({ seqs: [2n, 3n, 4n], error: null });
});

describe("events that are handed over", () => {
  /** Polls are too rare to help: what arrives was handed over, or read because of that. */
  async function follow() {
    const { reads, rounds } = start({ pollMsMin: 60_000, pollMsMax: 60_000 });
    const send = makeSend(tenant);
    commit(reads, send);
    const items = tail.follow(tenant, {}, null);
    const seen = collect(items);
    await until("the first round", () => rounds.length === 1);
    await turn();
    return { reads, rounds, send, seen, items };
  }

  test("go out in the order of the log without being read", async () => {
    const { reads, rounds, send, seen } = await follow();

    tail.take([write(reads, send, 3)]);
    tail.take([write(reads, makeSend(other)), write(reads, send)]);
    await until("all", () => seen.seqs.length === 4);

    expect(seen.seqs).toEqual([2n, 3n, 4n, 5n]);
    expect(rounds).toHaveLength(1);
  });

  test("wait for those before them when they come in another order", async () => {
    const { reads, send, seen } = await follow();
    const [first, second, third] = [write(reads, send, 2), write(reads, send), write(reads, send)];

    tail.take([third]);
    tail.take([second]);
    tail.take([first]);
    await until("all", () => seen.seqs.length === 4);

    expect(seen.seqs).toEqual([2n, 3n, 4n, 5n]);
  });

  test("are read when one before them never comes, and told once when it comes late", async () => {
    const { reads, rounds, send, seen } = await follow();
    const lost = write(reads, send, 2);

    tail.take([write(reads, send)]);
    await until("all", () => seen.seqs.length === 3);
    tail.take([lost]);
    tail.take([write(reads, send)]);
    await until("the next", () => seen.seqs.length === 4);

    expect(seen.seqs).toEqual([2n, 3n, 4n, 5n]);
    expect(rounds).toHaveLength(2);
  });

  test("are told once when they come twice, or in part a second time", async () => {
    const { reads, rounds, send, seen } = await follow();
    const log = write(reads, send, 2);
    tail.take([log, log]);
    await until("both", () => seen.seqs.length === 2);
    const longer = write(reads, send);

    tail.take([log]);
    tail.take([{ ...longer, events: [...log.events, ...longer.events] }]);
    await until("the last", () => seen.seqs.length === 3);
    await turn();

    expect(seen.seqs).toEqual([2n, 3n, 4n]);
    expect(rounds).toHaveLength(1);
  });

  test("are read from the log when too many wait", async () => {
    const { reads, send, seen } = await follow();
    commit(reads, send);

    for (let count = 0; count < 30; count += 1) {
      tail.take([write(reads, send, 100)]);
    }
    await until("all", () => seen.seqs.length === 3_001);

    expect(seen.seqs).toEqual(Array.from({ length: 3_001 }, (_, index) => BigInt(index + 2)));
  });

  test("reach nobody who has left, and are not kept for tenants that nobody follows", async () => {
    const { reads, send, seen, items } = await follow();

    tail.take([write(reads, send)]);
    await items.return?.();
    tail.take([write(reads, send)]);
    await turn();

    expect(seen.seqs).toEqual([]);
    const later = collect(tail.follow(tenant, {}, 0n));
    await until("what was written", () => later.seqs.length === 3);
    expect(later.seqs).toEqual([1n, 2n, 3n]);
  });
});
