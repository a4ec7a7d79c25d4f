import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { HotStore, LockedSend } from "../../src/flow/ports.js";
import { createHotStore } from "../../src/store/hot-store.js";
import type { TestDatabase } from "./db.js";

/** Numerics come back from the database with the zeros of their scale. */
export function plainSends(locked: readonly LockedSend[]) {
  return locked.map(({ send, attempts }) => ({
    send,
    attempts: attempts.map((one) => ({ ...one, exchangeRate: Number(one.exchangeRate) })),
  }));
}

/** Fails when a store believes of a send what is not in the database; what moves is left out. */
export async function expectKnownSends(store: HotStore, database: TestDatabase): Promise<void> {
  const { rows } = await database.owner.query<{ tenantId: string; id: string }>(
    'select tenant_id as "tenantId", id from send',
  );
  const lockedBy = async (one: HotStore) =>
    plainSends(await one.transaction(async (tx) => await tx.lockSends(rows)));
  const before = await lockedBy(createHotStore(database.engine));
  const known = await lockedBy(store);
  const after = await lockedBy(createHotStore(database.engine));
  const isStill = after.map((one, index) => isDeepStrictEqual(one, before[index]));
  expect(known.filter((_, index) => isStill[index])).toEqual(
    after.filter((_, index) => isStill[index]),
  );
}
