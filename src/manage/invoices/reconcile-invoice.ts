import { uuidv7 } from "uuidv7";
import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import { checkMapping, type InvoiceMapping } from "../../core/invoice/invoice-mapping.js";
import type { InvoiceLine } from "../../core/invoice/invoice-line.js";
import { decodeAttemptReference } from "../../core/otp/attempt-reference.js";
import { applyInvoice, type ApplyInvoicePorts } from "../../flow/apply-invoice.js";
import type { Keyring } from "../../flow/keyring.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AccountStore } from "../accounts/ports.js";
import type { VendorStore } from "../vendors/ports.js";
import type { InvoiceTarget, ReconciliationRow, ReconciliationStore, StagedLine } from "./ports.js";
import {
  type InvoiceNews,
  InvoiceProblem,
  readInvoice,
  type RejectedLine,
} from "./read-invoice.js";

/** What reconciling needs. */
export interface ReconcilePorts extends ApplyInvoicePorts {
  readonly reconciliations: ReconciliationStore;
  readonly vendors: Pick<VendorStore, "vendorsBySlug">;
  readonly accounts: Pick<AccountStore, "accounts">;
  readonly keyring: Pick<Keyring, "referenceKey">;
}

export interface ReconcileRequest {
  /** The vendor's slug. */
  readonly vendor: string;
  /** Null = the one account that the viewer may reconcile. "" = the caller's text was no id. */
  readonly accountId: string | null;
  readonly from: Date;
  readonly to: Date;
  readonly format: string;
  /** Null = as it was said last for this vendor. */
  readonly mapping: InvoiceMapping | null;
  /** True: the books follow the invoice. */
  readonly apply: boolean;
  /** Opens the file; null = there is none that is the viewer's. */
  readonly open: () => Promise<AsyncIterable<Buffer> | null>;
}

/** What was found; unreadable lines beside it, the first of them. */
export interface Reconciled {
  readonly reconciliation: ReconciliationRow;
  readonly rejected: readonly RejectedLine[];
}

const rangeDaysMax = 366;
const dayMs = 86_400_000;
const atOnceMax = 2;
const retryMs = 10_000;
const applyBatch = 200;
let running = 0;

/**
 * Holds a vendor's invoice against the books of one account: the marketplace's for an operator, its
 * own for a tenant. Attempts are found by the vendor's message id or our reference, never by phone.
 * What differs is kept for reading; the books change only with `apply`, and then follow the
 * invoice: what it bills otherwise, does not bill, or decides is booked as rows of the ledger.
 * Lines that are nobody's are never booked. Errors as reconcileInvoice's in core/error-codes.
 */
export async function reconcileInvoice(
  ports: ReconcilePorts,
  viewer: KeyViewer,
  request: ReconcileRequest,
): Promise<Result<Reconciled>> {
  const target = await findTarget(ports, viewer, request);
  const format = request.format;
  const errors = [
    ...(target.ok ? [] : target.errors),
    ...checkRange(request),
    ...(format === "CSV" || format === "NDJSON"
      ? []
      : [domainError("INVOICE_FORMAT", ["format"], { format: format.slice(0, 20) })]),
    ...(request.mapping === null ? [] : checkMapping(request.mapping, ["mapping"])),
  ];
  if (!target.ok || errors.length > 0 || (format !== "CSV" && format !== "NDJSON")) {
    return { ok: false, errors };
  }
  const bytes = await request.open();
  if (bytes === null) {
    return fail("UPLOAD_NOT_FOUND", ["uploadId"]);
  }
  if (running >= atOnceMax) {
    return fail("RATE_LIMITED", null, {}, retryMs);
  }
  running += 1;
  try {
    return await reconcile(ports, viewer, request, target.value, { bytes, format });
  } catch (error) {
    if (error instanceof InvoiceProblem) {
      return { ok: false, errors: [error.error] };
    }
    throw error;
  } finally {
    running -= 1;
  }
}

function checkRange({ from, to }: ReconcileRequest): DomainError[] {
  const ms = to.getTime() - from.getTime();
  return ms > 0 && ms <= rangeDaysMax * dayMs
    ? []
    : [domainError("INVALID_RANGE", ["range"], { maxDays: rangeDaysMax })];
}

async function findTarget(
  ports: ReconcilePorts,
  viewer: KeyViewer,
  { vendor, accountId, from, to }: ReconcileRequest,
): Promise<Result<InvoiceTarget>> {
  const [row] = await ports.vendors.vendorsBySlug(viewer, [vendor]);
  if (row === undefined || row === null) {
    return fail("VENDOR_NOT_FOUND", ["vendor"], { vendor: vendor.slice(0, 63) });
  }
  const { tenantId } = viewer;
  const accounts = (await ports.accounts.accounts(viewer)).filter(
    (one) => one.tenantId === tenantId && one.vendorId === row.id,
  );
  // An account that was disconnected meanwhile still gets its last invoice.
  const open = accounts.filter((one) => one.disconnectedAt === null);
  const [only] = open.length === 0 ? accounts : open;
  const isOnly = (open.length === 0 ? accounts : open).length === 1;
  const account =
    accountId === null ? (isOnly ? only : undefined) : accounts.find(({ id }) => id === accountId);
  if (account === undefined) {
    return fail("ACCOUNT_NOT_FOUND", ["accountId"], { vendor: row.name });
  }
  return succeed({ tenantId, vendorId: row.id, accountId: account.id, from, to });
}

async function reconcile(
  ports: ReconcilePorts,
  viewer: KeyViewer,
  request: ReconcileRequest,
  target: InvoiceTarget,
  file: { readonly bytes: AsyncIterable<Buffer>; readonly format: "CSV" | "NDJSON" },
): Promise<Result<Reconciled>> {
  const { reconciliations } = ports;
  const at = ports.clock.now();
  const known = await reconciliations.mapping(viewer, target.vendorId);
  const mapping = request.mapping ?? known;
  const news: InvoiceNews = {
    currency: null,
    unreadable: 0,
    rejected: [],
    unknownWords: new Set(),
  };
  const id = uuidv7();
  const stage = await reconciliations.stage();
  try {
    const lines = readInvoice({ ...file, mapping }, news);
    await stage.fill(staged(lines, ports.keyring.referenceKey));
    const { currency, unreadable, rejected } = news;
    const first = rejected[0]?.line ?? 0;
    if (currency === null) {
      return fail("INVALID_INVOICE", ["uploadId"], { reason: { phrase: "invoiceNoLine" } });
    }
    if (request.apply && unreadable > 0) {
      const params = { count: unreadable, line: first };
      const reason = { phrase: "invoiceUnreadable" as const, params };
      return fail("INVALID_INVOICE", ["uploadId"], { reason });
    }
    const facts = { id, by: viewer.keyName, at, currency, unreadable };
    await stage.compare(target, { ...facts, unknownWords: [...news.unknownWords] });
  } finally {
    await stage.close();
  }
  if (request.mapping !== null) {
    await reconciliations.keepMapping(viewer, target.vendorId, request.mapping, at);
  }
  const found = await readBack(ports, viewer, id);
  if (!request.apply) {
    return succeed({ reconciliation: found, rejected: news.rejected });
  }
  if (found.matched === 0n) {
    return fail("INVALID_INVOICE", ["uploadId"], { reason: { phrase: "invoiceNothing" } });
  }
  await applyAll(ports, target, id, at);
  return succeed({ reconciliation: await readBack(ports, viewer, id), rejected: news.rejected });
}

async function* staged(
  batches: AsyncIterable<readonly InvoiceLine[]>,
  referenceKey: Buffer,
): AsyncIterable<readonly StagedLine[]> {
  for await (const batch of batches) {
    yield batch.map((line) => ({
      ...line,
      referenced:
        line.reference === null ? null : decodeAttemptReference(line.reference, referenceKey),
    }));
  }
}

async function readBack(
  { reconciliations }: ReconcilePorts,
  viewer: KeyViewer,
  id: string,
): Promise<ReconciliationRow> {
  const [row] = await reconciliations.reconciliationsById(viewer, [id]);
  if (row === undefined || row === null) {
    throw new Error("a reconciliation that was just made cannot be read");
  }
  return row;
}

async function applyAll(
  ports: ReconcilePorts,
  target: InvoiceTarget,
  id: string,
  at: Date,
): Promise<void> {
  let corrected = 0;
  let after = 0n;
  for (;;) {
    const batch = await ports.reconciliations.corrections(target, id, after, applyBatch);
    const last = batch.at(-1);
    if (last === undefined) {
      break;
    }
    corrected += await applyInvoice(ports, batch, { at, until: target.to });
    after = last.number;
  }
  await ports.reconciliations.applied(target, id, corrected, ports.clock.now());
}
