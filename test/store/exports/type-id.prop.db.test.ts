import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeId, idPrefixes } from "../../../src/core/ids.js";
import { createTestDatabase, type TestDatabase } from "../../support/db.js";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const hex = fc.stringMatching(/^[0-9a-f]{32}$/);
const uuid = fc
  .oneof(
    hex,
    fc.constantFrom("0".repeat(32), "f".repeat(32), `${"0".repeat(31)}1`, `8${"0".repeat(31)}`),
  )
  .map((text) => text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));

describe("type_id", () => {
  it("writes every uuid as encodeId does", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(uuid, { minLength: 500, maxLength: 1_000 }), async (uuids) => {
        const { rows } = await db.app.query<{ id: string }>(
          "select type_id('att', id) as id from unnest($1::uuid[]) with ordinality u (id, place) " +
            "order by place",
          [uuids],
        );

        expect(rows.map(({ id }) => id)).toEqual(uuids.map((one) => encodeId("attempt", one)));
      }),
      { numRuns: 5 },
    );
  });

  it("writes every digit at every place", async () => {
    const values = Array.from({ length: 128 }, (_, bit) => (1n << BigInt(bit)).toString(16));
    const uuids = values.map((value) =>
      value.padStart(32, "0").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    );
    const { rows } = await db.app.query<{ id: string }>(
      "select type_id($2, id) as id from unnest($1::uuid[]) u (id)",
      [uuids, idPrefixes.send],
    );

    expect(rows.map(({ id }) => id).toSorted()).toEqual(
      uuids.map((one) => encodeId("send", one)).toSorted(),
    );
  });

  it("is null for no uuid", async () => {
    const { rows } = await db.app.query("select type_id('att', null) as id");

    expect(rows).toEqual([{ id: null }]);
  });
});
