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

/** Fails when a store believes of a send what is not in the database. */
export async function expectKnownSends(store: HotStore, database: TestDatabase): Promise<void> {
  const { rows } = await database.owner.query<{ tenantId: string; id: string }>(
    'select tenant_id as "tenantId", id from send',
  );
  const known = await store.transaction(async (tx) => await tx.lockSends(rows));
  const fresh = await createHotStore(database.engine).transaction(
    async (tx) => await tx.lockSends(rows),
  );
  expect(plainSends(known)).toEqual(plainSends(fresh));
}
