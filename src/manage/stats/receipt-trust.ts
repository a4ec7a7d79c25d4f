import type { StatCell } from "../../core/stats/cell.js";
import type { Market } from "../../flow/market.js";
import type { MeasuredBoard } from "../../flow/measured-board.js";

/**
 * How far receipts "delivered" of a vendor are borne out by codes typed in, 0..1, as routing trusts
 * them now; null = too few codes were to be expected, or there is no such account. Of the accounts
 * that count the one is told that most is known of. O(accounts).
 *
 * @param tenantId whose own accounts count beside the marketplace's; null = nobody's
 */
export function receiptTrust(
  { accounts }: Pick<Market, "accounts">,
  board: Pick<MeasuredBoard, "trustOf">,
  { vendorId, channel, country, network }: StatCell,
  tenantId: string | null,
): number | null {
  const known = [...accounts.values()]
    .filter((account) => account.vendorId === vendorId && account.disconnectedAt === null)
    .filter((account) => account.tenantId === null || account.tenantId === tenantId)
    .flatMap((account) => board.trustOf(account.id, channel, country, network) ?? []);
  const [best] = known.toSorted((one, other) => other.evidence - one.evidence);
  return best === undefined ? null : Math.min(1, best.trust);
}
