import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type AppWorld, createAppWorld } from "../support/app-world.js";
import { makeExport } from "../support/export-api.js";

let world: AppWorld;
beforeAll(async () => {
  world = await createAppWorld();
  for (let count = 0; count < 5; count += 1) {
    await world.send({ externalId: count === 0 ? "=cmd|' /C calc'!A0" : `order ${count}` });
  }
}, 30_000);
afterAll(() => world.close());

describe("an export of cost lines", () => {
  it("is made in the background and downloaded from its link", async () => {
    const { row, bytes } = await makeExport(world, world.owner, { kind: "COST_LINES" });
    expect(row.rowsWritten).toBe(5);
  });
});
