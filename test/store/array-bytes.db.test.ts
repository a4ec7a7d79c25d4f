import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  float8Array,
  int8Array,
  momentArray,
  textArray,
  uuidArray,
} from "../../src/store/array-bytes.js";
import { createTestDatabase, type TestDatabase } from "../support/db.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const listOf = <T>(item: fc.Arbitrary<T>) => fc.array(fc.option(item), { maxLength: 20 });
const micros = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

it("reaches the database as what it was made of, item by item", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        ids: listOf(fc.uuid()),
        numbers: listOf(fc.bigInt(micros)),
        fractions: listOf(fc.double({ noNaN: true })),
        moments: listOf(
          fc.date({ min: new Date(0), max: new Date("9999-01-01"), noInvalidDate: true }),
        ),
        // Postgres has no text with a NUL, nor half of a surrogate pair.
        texts: listOf(fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\u0000", ""))),
      }),
      async ({ ids, numbers, fractions, moments, texts }) => {
        const { rows } = await db.app.query<Record<string, unknown>>(
          `select $1::uuid[]::text[] as ids, $2::int8[] as numbers, $3::float8[] as fractions,
             $4::timestamptz[] as moments, $5::text[] as texts`,
          [
            uuidArray(ids),
            int8Array(numbers),
            float8Array(fractions),
            momentArray(moments),
            textArray(texts),
          ],
        );

        expect(rows[0]).toEqual({ ids, numbers, fractions, moments, texts });
      },
    ),
    { numRuns: 50 },
  );
});

it("takes no id that is none", () => {
  const bad = ["", "01a203f0", "01a203f0-1ab0-78bd-b486-729c985410eg", "é".repeat(36)];

  for (const id of bad) {
    expect(() => uuidArray([id])).toThrow("not a uuid");
  }
});
