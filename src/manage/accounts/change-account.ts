import { type DomainError, fail, type Result, succeed } from "../../core/errors.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { checkLine } from "../check-text.js";
import type { VendorStore } from "../vendors/ports.js";
import { checkRate, publishAccountChange } from "./connect-vendor.js";
import { checkSenders } from "./check-senders.js";
import { openOwnAccount } from "./own-account.js";
import type { AccountRow, AccountStore, AdapterCatalogue, SenderRow } from "./ports.js";

interface ChangePorts {
  readonly accounts: AccountStore;
  readonly vendors: VendorStore;
  readonly adapters: AdapterCatalogue;
  readonly bus: Bus;
}

/** What an account is to be like from now on; all of it is replaced. */
export interface AccountChange {
  readonly label: string;
  /** 1 to 10,000; null = as fast as the vendor takes it. */
  readonly maxPerSecond: number | null;
  readonly senders: readonly SenderRow[];
}

/**
 * Changes what an account is called, how fast it sends and what from; its credentials and channels
 * stay. Messages on their way keep the sender that they left with.
 */
export async function changeAccount(
  ports: ChangePorts,
  viewer: KeyViewer,
  id: string | null,
  change: AccountChange,
): Promise<Result<AccountRow>> {
  const opened = await openOwnAccount(ports.accounts, viewer, id);
  if (!opened.ok) {
    return opened;
  }
  const { account } = opened.value;
  const errors: DomainError[] = [
    ...checkLine(change.label, ["label"], 100),
    ...checkSenders(change.senders, account.channels),
    ...checkRate(change.maxPerSecond),
  ];
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const [vendor] = await ports.vendors.vendorsById(viewer, [account.vendorId]);
  const usual = ports.adapters.find(vendor?.adapter ?? "")?.maxPerSecondDefault ?? null;
  const label = change.label.trim();
  const changed = await ports.accounts.changeAccount(viewer, account.id, {
    label,
    maxPerSecond: change.maxPerSecond ?? usual,
    senders: change.senders,
  });
  if (changed === "label_taken") {
    return fail("LABEL_TAKEN", ["label"], { label });
  }
  if (changed === null) {
    return fail("NOT_FOUND", ["id"], { thing: "vendor account" });
  }
  publishAccountChange(ports.bus, viewer);
  return succeed(changed);
}
