import { type DomainError, domainError } from "../../core/errors.js";
import type { Channel } from "../../core/otp/status.js";
import type { PlanSpec, StepVendor } from "../../core/plan/plan.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AccountRow, AccountStore } from "../accounts/ports.js";
import type { VendorRow, VendorStore } from "../vendors/ports.js";

/** The vendors and accounts that a plan names, as the viewer may see them. */
export interface PlanParties {
  readonly vendors: ReadonlyMap<string, VendorRow>;
  readonly accounts: ReadonlyMap<string, AccountRow>;
}

export interface PlanPartyStores {
  readonly vendors: Pick<VendorStore, "vendorsBySlug">;
  readonly accounts: Pick<AccountStore, "accountsById">;
}

/** Reads the vendors by slug and the accounts by id that a plan names; two statements. */
export async function readParties(
  stores: PlanPartyStores,
  viewer: KeyViewer,
  spec: PlanSpec,
): Promise<PlanParties> {
  const named = spec.steps.flatMap((step) => step.vendors);
  const slugs = [...new Set(named.map((vendor) => vendor.vendor))];
  const ids = [
    ...new Set([...named, ...spec.messages].flatMap(({ accountId }) => accountId ?? [])),
  ];
  const [vendors, accounts] = await Promise.all([
    stores.vendors.vendorsBySlug(viewer, slugs),
    ids.length === 0 ? [] : stores.accounts.accountsById(viewer, ids),
  ]);
  return {
    vendors: new Map(
      vendors.flatMap((row): [string, VendorRow][] => (row ? [[row.slug, row]] : [])),
    ),
    accounts: new Map(
      accounts.flatMap((row): [string, AccountRow][] => (row ? [[row.id, row]] : [])),
    ),
  };
}

/**
 * Checks that every vendor exists and offers its step's channel, and that every account is the tenant's own,
 * connected, of that vendor and for that channel. Errors: VENDOR_NOT_FOUND, ACCOUNT_NOT_FOUND, CHANNEL_NOT_OFFERED.
 */
export function checkParties(
  spec: PlanSpec,
  { vendors, accounts }: PlanParties,
  tenantId: string,
): DomainError[] {
  const own = new Map(
    [...accounts].filter(([, row]) => row.tenantId === tenantId && row.disconnectedAt === null),
  );
  const ofSteps = spec.steps.flatMap((step, index) =>
    step.vendors.flatMap((named, position) => {
      const field = ["steps", String(index), "vendors", String(position)];
      return checkVendor(named, step.channel, field, vendors.get(named.vendor), own);
    }),
  );
  const ofMessages = spec.messages.flatMap(({ accountId }, index) => {
    const field = ["messages", String(index), "accountId"];
    return accountId === null || own.has(accountId)
      ? []
      : [domainError("ACCOUNT_NOT_FOUND", field)];
  });
  return [...ofSteps, ...ofMessages];
}

function checkVendor(
  named: StepVendor,
  channel: Channel,
  field: readonly string[],
  vendor: VendorRow | undefined,
  own: ReadonlyMap<string, AccountRow>,
): DomainError[] {
  if (vendor === undefined) {
    return [domainError("VENDOR_NOT_FOUND", [...field, "vendor"], { vendor: named.vendor })];
  }
  const account = named.accountId === null ? null : own.get(named.accountId);
  if (account === undefined || (account !== null && account.vendorId !== vendor.id)) {
    return [domainError("ACCOUNT_NOT_FOUND", [...field, "accountId"])];
  }
  return vendor.channels.includes(channel) && (account?.channels.includes(channel) ?? true)
    ? []
    : [domainError("CHANNEL_NOT_OFFERED", [...field, "vendor"], { vendor: vendor.slug, channel })];
}
