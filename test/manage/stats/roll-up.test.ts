import { describe, expect, it } from "vitest";
import type {
  LogAhead,
  RollUpStore,
  RollUpTx,
  SizedBucket,
} from "../../../src/manage/stats/ports.js";
import { rollUp } from "../../../src/manage/stats/roll-up.js";

const now = new Date(Date.UTC(2026, 0, 15, 22, 40));
const tenantId = "tenant";
const log = (after: bigint | null, upTo: bigint): LogAhead => ({
  tenantId,
  after,
  upTo,
  hasSlices: after !== null,
});
const slice = (index: number, attempts: number): SizedBucket => ({
  tenantId,
  at: new Date(now.getTime() + index * 5_000),
  attempts,
});

/** A database that finds these, and notes how much each statement was to read. */
function storeOf(found: Partial<RollUpTx>): { store: RollUpStore; reads: unknown[][] } {
  const reads: unknown[][] = [];
  const nothing = () => Promise.resolve();
  const none = () => Promise.resolve([]);
  const tx: RollUpTx = {
    findLogsAhead: none,
    findAllMinutes: none,
    findDueSlices: none,
    closeMinutes: nothing,
    forgetSlices: nothing,
    addUp: nothing,
    advanceCursors: nothing,
    clear: nothing,
    openMinutes: (slices) => Promise.resolve(slices),
    findTouchedSlices: none,
    ...found,
    async recount(counted, buckets) {
      reads.push([counted, ...buckets.map((bucket) => (bucket as SizedBucket).attempts)]);
    },
  };
  return { store: { exclusively: (_wait, work) => work(tx) }, reads };
}

describe("a turn of the roll-up", () => {
  it("reads so few attempts with one statement that requests hardly wait behind it", async () => {
    const touched = [900, 1_000, 200, 1, 7_000, 1_999, 1, 1].map((attempts, index) =>
      slice(index, attempts),
    );
    const { store, reads } = storeOf({
      findLogsAhead: () => Promise.resolve([log(0n, 10n)]),
      findTouchedSlices: () => Promise.resolve(touched),
    });

    await rollUp(store, now);

    expect(reads).toEqual([
      ["slice", 900, 1_000],
      ["slice", 200, 1],
      ["slice", 7_000],
      ["slice", 1_999, 1],
      ["slice", 1],
    ]);
  });

  it("reads a long log in pieces that follow each other without gap", async () => {
    const pieces: (readonly (bigint | null)[])[] = [];
    const { store } = storeOf({
      findLogsAhead: () => Promise.resolve([log(5n, 9_005n), log(7n, 8n)]),
      findTouchedSlices(logs) {
        pieces.push(logs.flatMap(({ after, upTo }) => [after, upTo]));
        return Promise.resolve([]);
      },
    });

    await rollUp(store, now);

    expect(pieces).toEqual([
      [5n, 4_005n],
      [4_005n, 8_005n],
      [8_005n, 9_005n, 7n, 8n],
    ]);
  });

  it("counts minutes whole and asks for another turn if a tenant's log tells nothing", async () => {
    const forgotten: string[] = [];
    const { store, reads } = storeOf({
      findLogsAhead: () => Promise.resolve([log(null, 10n)]),
      findAllMinutes: () => Promise.resolve([slice(0, 1_500), slice(12, 1_500)]),
      async forgetSlices(tenantIds) {
        forgotten.push(...tenantIds);
      },
    });

    expect(await rollUp(store, now)).toEqual({ minutes: 2, isMore: true });

    expect(forgotten).toEqual([tenantId]);
    expect(reads).toEqual([
      ["minute", 1_500],
      ["minute", 1_500],
    ]);
  });
});
