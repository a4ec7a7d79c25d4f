import { uuidv7 } from "uuidv7";
import { type DomainError, fail, type Result, succeed } from "../../core/errors.js";
import { shown } from "../../core/input-checks.js";
import type { Channel } from "../../core/otp/status.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AdapterCatalogue } from "../accounts/ports.js";
import { checkChannels } from "../check-channels.js";
import { checkLine, checkSlug, checkUrl } from "../check-text.js";
import type { VendorRow, VendorStore } from "./ports.js";

export interface ListVendorRequest {
  readonly slug: string;
  readonly name: string;
  readonly website: string | null;
  readonly supportUrl: string | null;
  readonly adapter: string;
  readonly channels: readonly Channel[];
}

/**
 * Puts a vendor on the market; for operators.
 *
 * @param baseUrl where the adapter reaches it; null = the adapter's own address. Never from a
 *                tenant.
 */
export async function listVendor(
  ports: {
    readonly vendors: VendorStore;
    readonly adapters: AdapterCatalogue;
    readonly bus: Bus;
  },
  viewer: KeyViewer,
  request: ListVendorRequest,
  now: Date,
  baseUrl: string | null = null,
): Promise<Result<VendorRow>> {
  const { slug, name, website, supportUrl, channels } = request;
  const adapter = ports.adapters.find(request.adapter);
  if (adapter === null) {
    const available = ports.adapters.names.join(", ");
    const given = shown(request.adapter);
    return fail("ADAPTER_NOT_FOUND", ["adapter"], { adapter: given, available });
  }
  const errors: DomainError[] = [
    ...checkSlug(slug, ["slug"]),
    ...checkLine(name, ["name"], 100),
    ...checkUrl(website, ["website"]),
    ...checkUrl(supportUrl, ["supportUrl"]),
    ...checkChannels(channels, ["channels"], adapter.name, adapter.channels),
  ];
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const vendor: VendorRow = {
    id: uuidv7(),
    slug,
    name: name.trim(),
    website,
    supportUrl,
    support: null,
    adapter: adapter.name,
    baseUrl,
    channels: [...new Set(channels)],
    listedAt: now,
  };
  if ((await ports.vendors.insertVendor(viewer, vendor)) === "slug_taken") {
    return fail("SLUG_TAKEN", ["slug"], { slug });
  }
  ports.bus.publish("market", []);
  return succeed(vendor);
}
