import { afterAll, beforeAll, expect, it } from "vitest";
import { takeLock } from "../../src/store/take-lock.js";
import { transaction } from "../../src/store/transaction.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";

const lockKey = 77;
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  await db.close();
});

it("is held by one transaction: others go on without it, or wait for that one's end", async () => {
  const order: string[] = [];
  let waiting: Promise<void> | undefined;
  await transaction(db.owner, async (first) => {
    expect(await takeLock(first, lockKey, false)).toBe(true);
    await transaction(db.owner, async (second) => {
      expect(await takeLock(second, lockKey, false)).toBe(false);
    });
    waiting = transaction(db.owner, async (third) => {
      expect(await takeLock(third, lockKey, true)).toBe(true);
      order.push("the one that waited");
    });
    order.push("the first");
  });
  await waiting;

  expect(order).toEqual(["the first", "the one that waited"]);
});
