import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import { decodeId } from "../../core/ids.js";
import { shown } from "../../core/input-checks.js";
import type { Channel } from "../../core/otp/status.js";
import type { RateMode } from "../../core/rates/plan-rate-change.js";
import {
  checkRate,
  rateColumns,
  type RateRow,
  readRate,
  type UnsoundRate,
} from "../../core/rates/rate-row.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AccountStore } from "../accounts/ports.js";
import type { UploadStore } from "../uploads/ports.js";
import type { VendorStore } from "../vendors/ports.js";
import { importCheckedRates, type ImportOutcome } from "./import-rates.js";
import { openSheet, sheetField, type SheetSource } from "./open-sheet.js";
import type { RateStore, RateTarget } from "./ports.js";
import { readSheet, type Sheet } from "./read-sheet.js";

export interface ImportSheetPorts {
  readonly rates: RateStore;
  readonly vendors: VendorStore;
  readonly accounts: AccountStore;
  readonly uploads: UploadStore;
  readonly bus: Bus;
}

export interface ImportSheetRequest extends SheetSource {
  /** A slug. */
  readonly vendor: string;
  /** Public id of the viewer's own account whose prices these are; null = list prices. */
  readonly accountId: string | null;
  readonly mode: RateMode;
  readonly dryRun: boolean;
  readonly strict: boolean;
}

/** What was imported. Errors say why nothing was stored, and the outcome then what would be. */
export interface ImportedSheet {
  readonly outcome: ImportOutcome | null;
  readonly errors: readonly DomainError[];
}

/**
 * Imports a rate sheet. List prices are for operators; prices of an account for whose it is.
 * Errors: SOURCE_REQUIRED, TOO_LONG, UPLOAD_NOT_FOUND, VENDOR_NOT_FOUND, ACCOUNT_NOT_FOUND,
 * INVALID_SHEET, LINES_REJECTED.
 */
export async function importRateSheet(
  ports: ImportSheetPorts,
  viewer: KeyViewer,
  request: ImportSheetRequest,
  now: Date,
): Promise<ImportedSheet> {
  const target = await findTarget(ports, viewer, request);
  const source = target.ok ? await openSheet(ports.uploads, viewer, request, now) : target;
  if (!target.ok || !source.ok) {
    return { outcome: null, errors: source.ok ? [] : source.errors };
  }
  const { target: of, channels } = target.value;
  const sameText = sharing();
  const sheet = await readSheet(source.value, rateColumns, (line, cells, cellOf) =>
    checkRate(readRate(line, cells, cellOf), channels, now, sameText),
  );
  if (!sheet.ok) {
    return refused(domainError("INVALID_SHEET", sheetField(request), { reason: sheet.reason }));
  }
  return importSheet(ports, viewer, { ...request, target: of, sheet: sheet.value }, now);
}

/** Equal texts of a sheet share one string: most cells of a column are the same few. */
function sharing(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same === undefined) {
      known.set(text, text);
    }
    return same ?? text;
  };
}

async function importSheet(
  ports: ImportSheetPorts,
  viewer: KeyViewer,
  request: ImportSheetRequest & {
    readonly target: RateTarget;
    readonly sheet: Sheet<RateRow | UnsoundRate>;
  },
  now: Date,
): Promise<ImportedSheet> {
  const { target, sheet, mode, strict, dryRun } = request;
  const read = { rows: sheet.rows, unread: sheet.rejected };
  const rates = { target, mode, strict, dryRun, source: null, ...read };
  const outcome = await importCheckedRates(ports, viewer, rates, now);
  const count = outcome.rejected.length;
  if (mode === "REPLACE" && count === sheet.rows.length + sheet.rejected.length) {
    const reason = { phrase: "sheetNothingSound" } as const;
    return { outcome, errors: [domainError("INVALID_SHEET", sheetField(request), { reason })] };
  }
  const isRefused = strict && count > 0;
  return {
    outcome,
    errors: isRefused ? [domainError("LINES_REJECTED", sheetField(request), { count })] : [],
  };
}

function refused(error: DomainError): ImportedSheet {
  return { outcome: null, errors: [error] };
}

interface Target {
  readonly target: RateTarget;
  readonly channels: readonly Channel[];
}

async function findTarget(
  { vendors, accounts }: ImportSheetPorts,
  viewer: KeyViewer,
  { vendor: slug, accountId }: ImportSheetRequest,
): Promise<Result<Target>> {
  const vendor = await vendors.vendorBySlug(viewer, slug);
  if (vendor === null) {
    return fail("VENDOR_NOT_FOUND", ["vendor"], { vendor: shown(slug) });
  }
  if (accountId === null) {
    return succeed({
      target: { vendorId: vendor.id, accountId: null },
      channels: vendor.channels,
    });
  }
  const uuid = decodeId("account", accountId);
  const own = uuid === null ? null : await accounts.ownAccount(viewer, uuid);
  const isUsable =
    own !== null &&
    own.account.tenantId !== null &&
    own.account.vendorId === vendor.id &&
    own.account.disconnectedAt === null;
  return isUsable
    ? succeed({
        target: { vendorId: vendor.id, accountId: own.account.id },
        channels: own.account.channels,
      })
    : fail("ACCOUNT_NOT_FOUND", ["accountId"]);
}
