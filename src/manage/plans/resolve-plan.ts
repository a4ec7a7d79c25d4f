import { type DomainError, domainError } from "../../core/errors.js";
import type { Channel } from "../../core/otp/status.js";
import type { PlanSpec, StepVendor } from "../../core/plan/plan.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AccountRow, AccountStore } from "../accounts/ports.js";
import type { VendorRow, VendorStore } from "../vendors/ports.js";

/** The vendors that a plan names, by slug, and the accounts that the viewer may see. */
export interface PlanParties {
  readonly vendors: ReadonlyMap<string, VendorRow>;
  readonly accounts: readonly AccountRow[];
}

export interface PlanPartyStores {
  readonly vendors: Pick<VendorStore, "vendorsBySlug">;
  readonly accounts: Pick<AccountStore, "accounts">;
}

/** Reads the vendors that a plan names and the accounts that it may use; two statements. */
export async function readParties(
  stores: PlanPartyStores,
  viewer: KeyViewer,
  spec: PlanSpec,
): Promise<PlanParties> {
  const named = spec.steps.flatMap((step) => step.vendors);
  const slugs = [...new Set(named.map((vendor) => vendor.vendor))];
  const [vendors, accounts] = await Promise.all([
    stores.vendors.vendorsBySlug(viewer, slugs),
    stores.accounts.accounts(viewer),
  ]);
  const known = vendors.flatMap((row): [string, VendorRow][] => (row ? [[row.slug, row]] : []));
  return { vendors: new Map(known), accounts };
}

/**
 * Checks that every vendor exists and offers its step's channel, and that every account is
 * connected, of that vendor, for that channel, and the tenant's own – the marketplace's where none
 * is named.
 * Errors: VENDOR_NOT_FOUND, ACCOUNT_NOT_FOUND, CHANNEL_NOT_OFFERED.
 */
export function checkParties(
  spec: PlanSpec,
  { vendors, accounts }: PlanParties,
  tenantId: string,
): DomainError[] {
  const open = accounts.filter((row) => row.disconnectedAt === null);
  const own = new Map(
    open.flatMap((row): [string, AccountRow][] =>
      row.tenantId === tenantId ? [[row.id, row]] : [],
    ),
  );
  const market = new Map(
    open.flatMap((row): [string, AccountRow][] =>
      row.tenantId === null ? [[row.vendorId, row]] : [],
    ),
  );
  const ofSteps = spec.steps.flatMap((step, index) =>
    step.vendors.flatMap((named, position) => {
      const field = ["steps", String(index), "vendors", String(position)];
      const vendor = vendors.get(named.vendor);
      const { accountId } = named;
      const account = accountId === null ? market.get(vendor?.id ?? "") : own.get(accountId);
      return checkVendor(named, step.channel, field, vendor, account);
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
  account: AccountRow | undefined,
): DomainError[] {
  if (vendor === undefined) {
    return [domainError("VENDOR_NOT_FOUND", [...field, "vendor"], { vendor: named.vendor })];
  }
  if (account?.vendorId !== vendor.id) {
    return [domainError("ACCOUNT_NOT_FOUND", [...field, "accountId"])];
  }
  return vendor.channels.includes(channel) && account.channels.includes(channel)
    ? []
    : [domainError("CHANNEL_NOT_OFFERED", [...field, "vendor"], { vendor: vendor.slug, channel })];
}
