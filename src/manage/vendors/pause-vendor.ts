import { uuidv7 } from "uuidv7";
import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import { shown } from "../../core/input-checks.js";
import type { Channel } from "../../core/otp/status.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkCountry } from "../check-channels.js";
import { checkLine } from "../check-text.js";
import type { VendorRow, VendorStore } from "./ports.js";

interface PausePorts {
  readonly vendors: VendorStore;
  readonly bus: Bus;
}

/** Which vendor, and of it which channel and country; null = all. */
export interface PausePlaceRequest {
  readonly slug: string;
  readonly channel: Channel | null;
  readonly country: string | null;
}

/**
 * Takes a vendor out of routing until it is resumed: a tenant for itself, an operator for
 * everybody. Where a pause is in force already nothing changes.
 */
export async function pauseVendor(
  ports: PausePorts,
  viewer: KeyViewer,
  place: PausePlaceRequest,
  reason: string,
  now: Date,
): Promise<Result<VendorRow>> {
  const found = await findPlace(ports.vendors, viewer, place, checkLine(reason, ["reason"], 500));
  if (!found.ok) {
    return found;
  }
  await ports.vendors.insertPause(viewer, {
    id: uuidv7(),
    vendorId: found.value.id,
    tenantId: viewer.tenantId,
    channel: place.channel,
    country: place.country,
    reason: reason.trim(),
    pausedAt: now,
  });
  publishPause(ports.bus, viewer);
  return found;
}

/** Ends a pause where it was set: by the same side, for the same vendor, channel and country. */
export async function resumeVendor(
  ports: PausePorts,
  viewer: KeyViewer,
  place: PausePlaceRequest,
  now: Date,
): Promise<Result<VendorRow>> {
  const found = await findPlace(ports.vendors, viewer, place, []);
  if (!found.ok) {
    return found;
  }
  const { channel, country } = place;
  const vendorId = found.value.id;
  if (!(await ports.vendors.endPause(viewer, { vendorId, channel, country }, now))) {
    return fail("NOT_PAUSED", null);
  }
  publishPause(ports.bus, viewer);
  return found;
}

async function findPlace(
  vendors: VendorStore,
  viewer: KeyViewer,
  place: PausePlaceRequest,
  errorsSoFar: readonly DomainError[],
): Promise<Result<VendorRow>> {
  const { slug, channel, country } = place;
  const vendor = await vendors.vendorBySlug(viewer, slug);
  if (vendor === null) {
    return fail("VENDOR_NOT_FOUND", ["slug"], { vendor: shown(slug) });
  }
  const errors = [
    ...errorsSoFar,
    ...(channel === null || vendor.channels.includes(channel)
      ? []
      : [domainError("CHANNEL_NOT_OFFERED", ["channel"], { vendor: slug, channel })]),
    ...checkCountry(country, ["country"]),
  ];
  return errors.length > 0 ? { ok: false, errors } : succeed(vendor);
}

function publishPause(bus: Bus, viewer: KeyViewer): void {
  bus.publish("market", []);
  bus.publish("health", []);
  if (viewer.tenantId !== null) {
    bus.publish("rules", [viewer.tenantId]);
  }
}
