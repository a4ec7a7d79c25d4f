import { connectVendor } from "../../src/manage/accounts/connect-vendor.js";
import { importRates } from "../../src/manage/rates/import-rates.js";
import type { OfferQuery } from "../../src/manage/rates/ports.js";
import { setExchangeRate } from "../../src/manage/rates/set-exchange-rate.js";
import { listVendor } from "../../src/manage/vendors/list-vendor.js";
import type { VendorRow } from "../../src/manage/vendors/ports.js";
import { codesOf, createManageWorld, type ManageWorld } from "./manage.js";

export const credentials = [
  { key: "apiKey", value: "0123456789abcdef" },
  { key: "secret", value: "topsecretvalue99" },
];
export const anyOffer: OfferQuery = {
  filter: {},
  orderBy: "PRICE",
  descending: false,
  currency: "USD",
  limit: 100,
  after: null,
};

/** One line of a sheet; country null = e-mail. */
export function rate(line: number, country: string | null, price: string, more: object = {}) {
  return {
    line,
    channel: country === null ? "EMAIL" : "SMS",
    country,
    mcc: null,
    mnc: null,
    price,
    currency: "USD",
    billedOn: "SUBMITTED",
    declaredDeliveryRate: null,
    upstream: null,
    effectiveFrom: null,
    ...more,
  };
}

/** Two tenants, the vendors alpha and beta, and two exchange rates. */
export async function createCatalogue(now: Date) {
  const world = await createManageWorld(now);
  async function vendor(slug: string): Promise<VendorRow> {
    const request = {
      slug,
      name: slug.toUpperCase(),
      website: null,
      supportUrl: null,
      adapter: "pretend",
      channels: ["SMS", "EMAIL"] as const,
    };
    const made = await listVendor(world.ports, world.operator, request, now);
    if (!made.ok) {
      throw new Error(codesOf(made));
    }
    return made.value;
  }

  function importList(
    target: VendorRow,
    rows: ReturnType<typeof rate>[],
    at: Date,
    more: object = {},
  ) {
    return importRates(
      world.ports,
      world.operator,
      {
        target: { vendorId: target.id, accountId: null },
        channels: target.channels,
        rows,
        mode: "MERGE",
        source: "test sheet",
        dryRun: false,
        ...more,
      },
      at,
    );
  }

  function connect(
    viewer: Awaited<ReturnType<ManageWorld["tenant"]>>,
    label: string,
    more: object = {},
  ) {
    const request = {
      vendor: "alpha",
      label,
      channels: ["SMS"] as const,
      credentials,
      maxPerSecond: null,
      senders: null,
      ...more,
    };
    return connectVendor(world.ports, viewer, request, now);
  }

  for (const [base, quote, value] of [
    ["EUR", "USD", "2"],
    ["USD", "IDR", "15800.5"],
  ] as const) {
    const request = { base, quote, rate: value, effectiveFrom: now };
    await setExchangeRate(world.ports, world.operator, request, now);
  }
  return {
    world,
    ann: await world.tenant("ann"),
    bob: await world.tenant("bob", "IDR"),
    alpha: await vendor("alpha"),
    beta: await vendor("beta"),
    vendor,
    importList,
    connect,
  };
}

export type Catalogue = Awaited<ReturnType<typeof createCatalogue>>;
