import type { Channel } from "../../core/otp/status.js";
import { type RawRate, rejectionWords } from "../../core/rates/rate-row.js";
import type { KeyValue } from "../../flow/rows.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { type ConnectPorts, connectVendor } from "../accounts/connect-vendor.js";
import { importRates } from "../rates/import-rates.js";
import type { RateStore } from "../rates/ports.js";
import { listVendor } from "../vendors/list-vendor.js";
import type { VendorRow } from "../vendors/ports.js";
import { demand } from "./demand.js";
import type { PriceSheet } from "./demo-prices.js";

/** A vendor to be on the market from the first start on. */
export interface SeedVendor {
  readonly slug: string;
  readonly name: string;
  readonly website: string | null;
  readonly supportUrl: string | null;
  readonly adapter: string;
  /** Null = the adapter's own address. */
  readonly baseUrl: string | null;
  /** Of the marketplace's account there. */
  readonly credentials: readonly KeyValue[];
  readonly rates: readonly RawRate[];
  /** Its sheets since the market began, in order; left out = `rates` from now on. */
  readonly sheets?: readonly PriceSheet[];
}

export type SeedVendorPorts = ConnectPorts & { readonly rates: RateStore };

/**
 * Puts a vendor on the market with the marketplace's account and its prices; what is there already
 * stays, but for the address, which follows the sandbox's port. Each part is looked for by itself:
 * a start that was cut short goes on.
 *
 * @param connected the vendors at which the marketplace has, or had, an account
 */
export async function seedVendor(
  ports: SeedVendorPorts,
  viewer: KeyViewer,
  seed: SeedVendor,
  connected: ReadonlySet<string>,
  now: Date,
): Promise<VendorRow> {
  const channels = channelsOf(seed);
  const known = await ports.vendors.vendorBySlug(viewer, seed.slug);
  const { slug, name, website, supportUrl, adapter, baseUrl } = seed;
  const request = { slug, name, website, supportUrl, adapter, channels };
  const vendor = known ?? demand(await listVendor(ports, viewer, request, now, baseUrl), slug);
  if (vendor.baseUrl !== baseUrl) {
    await ports.vendors.setBaseUrl(viewer, vendor.id, baseUrl);
    ports.bus.publish("market", []);
  }
  if (!connected.has(vendor.id)) {
    const account = {
      vendor: slug,
      label: "Marketplace",
      channels,
      credentials: seed.credentials,
      maxPerSecond: null,
      senders: null,
    };
    demand(await connectVendor(ports, viewer, account, now), slug);
  }
  if (!(await ports.rates.hasOffers(viewer, vendor.id))) {
    for (const sheet of seed.sheets ?? [{ at: now, rates: seed.rates }]) {
      await importSheet(ports, viewer, vendor, channels, sheet);
    }
  }
  return vendor;
}

async function importSheet(
  ports: SeedVendorPorts,
  viewer: KeyViewer,
  vendor: VendorRow,
  channels: readonly Channel[],
  { at, rates }: PriceSheet,
): Promise<void> {
  const request = {
    target: { vendorId: vendor.id, accountId: null },
    channels,
    rows: rates,
    mode: "MERGE" as const,
    source: "demo",
    dryRun: false,
  };
  const { rejected } = await importRates(ports, viewer, request, at);
  const [bad] = rejected;
  if (bad !== undefined) {
    const why = rejectionWords(bad, "en");
    throw new Error(`the demo's rate sheet of ${vendor.slug}, line ${bad.line}: ${why}`);
  }
}

/** The channels that its sheet has prices for, in the sheet's order. */
export function channelsOf(seed: SeedVendor): Channel[] {
  return [...new Set(seed.rates.map((rate) => rate.channel as Channel))];
}
