import { afterEach, beforeEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import { MeasuredBoard } from "../../../src/flow/measured-board.js";
import { createEstimateReader, createLearnerStore } from "../../../src/store/learner-store.js";
import { createLearnerWorld, differences, type Figures } from "../../support/learner-world.js";

let world: Awaited<ReturnType<typeof createLearnerWorld>>;
beforeEach(async () => {
  world = await createLearnerWorld();
});
afterEach(() => world.database.close());

describe("what is learned in parts", { timeout: 120_000 }, () => {
  const dayStart = Date.parse("2026-01-15T00:00:00Z") / 1000;
  const part = fc.record({
    ownerId: fc.constant(null),
    family: fc.constantFrom("route-cell", "route-country"),
    key: fc.constantFrom("one", "two"),
    day: fc.integer({ min: 0, max: 2 }),
    amounts: fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 4, maxLength: 4 }),
  });

  it("adds up to the same in the database, whatever its order and split", async () => {
    const store = createLearnerStore(world.database.owner);
    const reader = createEstimateReader(world.database.engine);
    const [{ accountId, channel }] = world.routes;
    const halfLifeSec = 8 * 3_600;
    const places: Readonly<Record<string, string>> = {
      "route-cell one": "ID/51010",
      "route-cell two": "ID/51011",
      "route-country one": "ID",
      "route-country two": "",
    };
    const keyOf = (family: string, key: string): string =>
      `${accountId} ${channel}\t${places[`${family} ${key}`] ?? ""}`;
    const write = async (
      parts: readonly {
        family: string;
        key: string;
        day: number;
        amounts: number[];
        ownerId: null;
      }[],
      size: number,
    ): Promise<Figures> => {
      await world.database.owner.query("truncate route_estimate");
      let look = 0n;
      for (let at = 0; at < parts.length; at += size) {
        look += 1n;
        // One statement cannot add to a row twice: a learner's delta names each row once.
        const sums = new Map<string, (typeof parts)[number]>();
        for (const one of parts.slice(at, at + size)) {
          const name = `${one.family} ${one.key} ${one.day}`;
          const other = sums.get(name);
          const amounts = one.amounts.map((amount, index) => amount + (other?.amounts[index] ?? 0));
          sums.set(name, { ...one, amounts });
        }
        const byDay = Map.groupBy(sums.values(), ({ day }) => day);
        for (const rows of byDay.values()) {
          await store.exclusively((tx) =>
            tx.addEstimates(
              rows.map(({ day, key, ...row }) => ({
                ...row,
                key: keyOf(row.family, key),
                halfLifeSec,
                refSec: dayStart + day * 86_400,
              })),
              { ownerId: null, leasedUntil: null, look, checkpoint: 0n, checkpointAt: null },
            ),
          );
        }
      }
      const board = new MeasuredBoard();
      const at = new Date((dayStart + 2.5 * 86_400) * 1000);
      await board.refresh(reader, at);
      const told: Record<string, number> = {};
      for (const network of ["51010", "51011"]) {
        const seen = board.router.route(
          board.routeOf(accountId, channel),
          board.cellOf("ID", network),
          at.getTime() / 1000,
        );
        told[`${network} delivered`] = seen.delivered;
        told[`${network} trust`] = seen.trust;
        told[`${network} evidence`] = seen.evidence;
      }
      return told;
    };

    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        async (parts, size) => {
          const expected = await write(parts, parts.length);

          expect(differences(await write(parts.toReversed(), size), expected)).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  });
});
