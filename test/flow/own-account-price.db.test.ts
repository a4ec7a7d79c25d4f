import { afterAll, beforeAll, expect, it } from "vitest";
import { encodeId } from "../../src/core/ids.js";
import { connectVendor } from "../../src/manage/accounts/connect-vendor.js";
import { importRates } from "../../src/manage/rates/import-rates.js";
import { sandboxCredentials } from "../../src/sandbox/credentials.js";
import { rate } from "../support/catalogue.js";
import { accepting, createSettlingWorld, type SettlingWorld } from "../support/settling-world.js";

let world: SettlingWorld;
let accountId: string;

beforeAll(async () => {
  world = await createSettlingWorld();
  const credentials = Object.entries(sandboxCredentials("nusatext", "own")).map(([key, value]) => ({
    key,
    value,
  }));
  const made = await connectVendor(
    world.slowSide,
    world.owner,
    {
      vendor: "nusatext",
      label: "Own",
      channels: ["SMS"],
      credentials,
      maxPerSecond: null,
      senders: null,
    },
    world.clock.now(),
  );
  accountId = made.ok ? made.value.id : "";
  await setPrices([rate(1, "ID", "0.0123", { billedOn: "DELIVERED" })]);
  await world.createPlan({
    key: "own",
    name: "Own",
    steps: [
      {
        channel: "SMS",
        vendors: [{ vendor: "nusatext", accountId: encodeId("account", accountId) }],
        maxAttempts: 1,
      },
    ],
  });
});
afterAll(async () => {
  await world.expectSound();
  await world.close();
});

async function setPrices(rows: ReturnType<typeof rate>[]) {
  const vendor = await world.slowSide.vendors.vendorBySlug(world.owner, "nusatext");
  const target = { vendorId: vendor?.id ?? "", accountId };
  const outcome = await importRates(
    world.slowSide,
    world.owner,
    { target, channels: ["SMS"], rows, mode: "REPLACE", source: "own sheet", dryRun: false },
    world.clock.now(),
  );
  expect(outcome).toMatchObject({ rejected: [] });
}

it("a charge at an own account takes its imported price where the vendor states none", async () => {
  const listed = await world.hear(await world.start("on-delivery", accepting()), {});
  const own = await world.hear(await world.start("own", accepting()), {});

  expect(await world.money(listed)).toMatchObject({ charge: "CHARGED", vendorCost: 31_000n });
  expect(await world.money(own)).toMatchObject({ charge: "CHARGED", vendorCost: 12_300n });
});

it("a price that is back-dated changes nothing that was charged or held", async () => {
  const charged = await world.hear(await world.start("own", accepting()), {});
  const held = await world.start("own", accepting());
  const before = await world.money(charged);
  const effectiveFrom = new Date("2020-01-01");

  await setPrices([rate(1, "ID", "0.5", { billedOn: "DELIVERED", effectiveFrom })]);

  expect(await world.money(charged)).toEqual(before);
  expect(await world.money(await world.hear(held, {}))).toMatchObject({ vendorCost: 12_300n });
  const next = await world.hear(await world.start("own", accepting()), {});
  expect(await world.money(next)).toMatchObject({ vendorCost: 500_000n });
});
