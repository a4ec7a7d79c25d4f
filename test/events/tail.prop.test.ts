import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LogTail } from "../../src/events/tail.js";
import type { AppendedEvents, TailItem } from "../../src/flow/tail.js";
import { FakeReads } from "../support/fake-reads.js";
import { makeEvent, makeSend } from "../support/otp-rows.js";
import { until } from "../support/until.js";

const tenants = ["0190a000-0000-7000-8000-00000000000a", "0190a000-0000-7000-8000-00000000000b"];
const sends = tenants.map((tenantId) => [makeSend(tenantId), makeSend(tenantId)]);

const hearings = ["never", "nudge", "handed", "handed late", "handed twice"] as const;

type Step =
  | {
      readonly kind: "commit";
      readonly tenant: number;
      readonly send: number;
      /** How this process hears of it; "never" = another process wrote it. */
      readonly heard: (typeof hearings)[number];
    }
  | { readonly kind: "reconnect"; readonly reader: number }
  | { readonly kind: "breathe" };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("commit" as const),
      tenant: fc.nat(1),
      send: fc.nat(1),
      heard: fc.constantFrom(...hearings),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("reconnect" as const), reader: fc.nat(3) }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: "breathe" as const }) },
);

/** Reads until told to stop, and resumes from the last thing it was handed. */
class Reader {
  readonly seqs: bigint[] = [];
  #position = 0n;
  #items: AsyncIterableIterator<TailItem> | null = null;

  constructor(
    private readonly tail: LogTail,
    readonly tenant: number,
    readonly send: number | null,
  ) {}

  async connect(): Promise<void> {
    await this.#items?.return?.();
    const sendId = this.send === null ? undefined : sends[this.tenant]?.[this.send]?.id;
    const filter = sendId === undefined ? {} : { sendId };
    const items = this.tail.follow(tenants[this.tenant] ?? "", filter, this.#position);
    this.#items = items;
    void this.#read(items);
  }

  async #read(items: AsyncIterableIterator<TailItem>): Promise<void> {
    for await (const item of items) {
      if (items !== this.#items) {
        return;
      }
      this.#position = item.kind === "event" ? item.event.seq : item.seq;
      if (item.kind === "event") {
        this.seqs.push(item.event.seq);
      }
    }
  }
}

describe("following logs under random commits, nudges, hand-overs and reconnects", () => {
  test("loses nothing and repeats nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const reads = new FakeReads();
        const tail = new LogTail({
          readEventsAfter: async (positions, limit) => {
            const rows = await reads.readEventsAfter(positions, Math.min(limit, 500));
            await new Promise((resolve) => setImmediate(resolve));
            return rows;
          },
          reads,
          now: () => performance.now(),
          onError: (error) => {
            throw error;
          },
          pollMsMin: 2,
          pollMsMax: 4,
          cursorEveryMs: 3,
        });
        const readers = [
          new Reader(tail, 0, null),
          new Reader(tail, 0, 1),
          new Reader(tail, 1, null),
          new Reader(tail, 1, 0),
        ];
        try {
          await Promise.all(readers.map((reader) => reader.connect()));
          const late: AppendedEvents[] = [];
          for (const one of steps) {
            await take(one, reads, tail, readers, late);
          }
          tail.take(late);
          const expected = readers.map((reader) => expectedOf(reads, reader));
          await until("every reader", () =>
            readers.every((reader, index) => reader.seqs.length >= (expected[index]?.length ?? 0)),
          );
          await new Promise((resolve) => setTimeout(resolve, 5));
          expect(readers.map((reader) => reader.seqs)).toEqual(expected);
        } finally {
          tail.close();
        }
      }),
      { numRuns: 40 },
    );
  });
});

async function take(
  one: Step,
  reads: FakeReads,
  tail: LogTail,
  readers: Reader[],
  late: AppendedEvents[],
): Promise<void> {
  if (one.kind === "commit") {
    const send = sends[one.tenant]?.[one.send] ?? makeSend(tenants[0] ?? "");
    const seq = BigInt(reads.log.filter((event) => event.tenantId === send.tenantId).length + 1);
    const { seq: lastSeq, ...event } = makeEvent(send, seq);
    reads.log.push({ ...event, seq });
    hear(one.heard, { tenantId: send.tenantId, lastSeq, events: [event] }, tail, late);
  } else if (one.kind === "reconnect") {
    await readers[one.reader]?.connect();
  } else {
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

function hear(
  heard: (typeof hearings)[number],
  log: AppendedEvents,
  tail: LogTail,
  late: AppendedEvents[],
): void {
  if (heard === "nudge") {
    tail.nudge([log.tenantId]);
  } else if (heard === "handed late") {
    late.push(log);
  } else if (heard !== "never") {
    // With those that are late, the newest first.
    tail.take([log, ...late.splice(0).toReversed(), ...(heard === "handed twice" ? [log] : [])]);
  }
}

function expectedOf(reads: FakeReads, reader: Reader): bigint[] {
  const sendId = reader.send === null ? null : sends[reader.tenant]?.[reader.send]?.id;
  return reads.log
    .filter((event) => event.tenantId === tenants[reader.tenant])
    .filter((event) => sendId === null || event.sendId === sendId)
    .map((event) => event.seq);
}
