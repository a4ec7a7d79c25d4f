import { uuidv7 } from "uuidv7";
import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import { shown } from "../../core/input-checks.js";
import type { Channel } from "../../core/otp/status.js";
import type { Keyring } from "../../flow/keyring.js";
import type { KeyValue } from "../../flow/rows.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkChannels } from "../check-channels.js";
import { checkLine } from "../check-text.js";
import type { VendorStore } from "../vendors/ports.js";
import { checkCredentials, credentialHints, credentialsJson } from "./check-credentials.js";
import { checkSenders } from "./check-senders.js";
import type { AccountRow, AccountStore, AdapterCatalogue, SenderRow } from "./ports.js";

export interface ConnectPorts {
  readonly accounts: AccountStore;
  readonly vendors: VendorStore;
  readonly adapters: AdapterCatalogue;
  readonly keyring: Keyring;
  readonly bus: Bus;
}

export interface ConnectVendorRequest {
  /** The vendor's slug. */
  readonly vendor: string;
  readonly label: string;
  readonly channels: readonly Channel[];
  readonly credentials: readonly KeyValue[];
  /** 1 to 10,000; null = as fast as the vendor takes it. */
  readonly maxPerSecond: number | null;
  readonly senders: readonly SenderRow[] | null;
}

const maxPerSecondMax = 10_000;

/**
 * Connects a tenant's own account at a vendor; for an operator, the marketplace's.
 * Credentials are sealed at once.
 */
export async function connectVendor(
  ports: ConnectPorts,
  viewer: KeyViewer,
  request: ConnectVendorRequest,
  now: Date,
): Promise<Result<AccountRow>> {
  const vendor = await ports.vendors.vendorBySlug(viewer, request.vendor);
  const adapter = vendor === null ? null : ports.adapters.find(vendor.adapter);
  if (vendor === null || adapter === null) {
    return fail("VENDOR_NOT_FOUND", ["vendor"], { vendor: shown(request.vendor) });
  }
  const { channels, credentials } = request;
  const errors = [
    ...checkLine(request.label, ["label"], 100),
    ...checkChannels(channels, ["channels"], vendor.slug, vendor.channels),
    ...checkCredentials(credentials, adapter),
    ...checkSenders(request.senders ?? [], channels),
    ...checkRate(request.maxPerSecond),
  ];
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const account: AccountRow = {
    id: uuidv7(),
    tenantId: viewer.tenantId,
    vendorId: vendor.id,
    label: request.label.trim(),
    channels: [...new Set(channels)],
    credentialHints: credentialHints(credentials),
    senders: request.senders ?? [],
    maxPerSecond: request.maxPerSecond ?? adapter.maxPerSecondDefault,
    lastCheckedAt: null,
    lastCheckOk: null,
    lastCheckMessage: null,
    disconnectedAt: null,
    createdAt: now,
  };
  const sealed = ports.keyring.seal("credentials", viewer.tenantId, credentialsJson(credentials));
  const outcome = await ports.accounts.insertAccount(viewer, account, sealed);
  if (outcome === "label_taken") {
    return fail("LABEL_TAKEN", ["label"], { label: account.label });
  }
  publishAccountChange(ports.bus, viewer);
  return succeed(account);
}

/** Tells every process that an account of the viewer's changed; after commit. */
export function publishAccountChange(bus: Bus, viewer: KeyViewer): void {
  if (viewer.tenantId !== null) {
    bus.publish("rules", [viewer.tenantId]);
  }
  bus.publish("market", []);
}

/** A pace in messages a second: 1 to 10,000; null is sound. */
export function checkRate(maxPerSecond: number | null): DomainError[] {
  return maxPerSecond === null ||
    (Number.isInteger(maxPerSecond) && maxPerSecond >= 1 && maxPerSecond <= maxPerSecondMax)
    ? []
    : [domainError("OUT_OF_RANGE", ["maxPerSecond"], { min: 1, max: maxPerSecondMax })];
}
