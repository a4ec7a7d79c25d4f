import { constants, createReadStream } from "node:fs";
import { access, readFile } from "node:fs/promises";
import { invoicePorts } from "../app-invoices.js";
import { decodeId } from "../core/ids.js";
import { invoiceNote } from "../core/messages/invoice-notes.js";
import { phraseWords } from "../core/messages/phrases.js";
import { formatMicros } from "../core/money.js";
import type { KeyViewer } from "../flow/viewer.js";
import type {
  ReconciliationLineRow,
  ReconciliationReads,
  ReconciliationRow,
} from "../manage/invoices/ports.js";
import { type Reconciled, reconcileInvoice } from "../manage/invoices/reconcile-invoice.js";
import { operatorViewer, ownerViewer } from "../manage/system-viewer.js";
import type { Ground } from "../ground.js";
import { findAccountOwner } from "../store/sql/find-account-owner.js";
import { type Command, type CommandCall, columns, jsonOption, UsageError } from "./command.js";
import { valueOf } from "./key-words.js";
import { readInvoiceMapping } from "./invoice-mapping-file.js";
import { withGround } from "./with-ground.js";

const by = "sandi reconcile";
/** Differences that a person is shown; --json tells all. */
const shownMax = 50;
const pageRows = 1_000;
const daysDefault = 31;

export const reconcileCommand: Command = {
  name: "reconcile",
  summary:
    "Holds a vendor's invoice against the books, by the vendor's message id; changes nothing " +
    "without --apply. Exit code 1 when it differs.",
  options: {
    vendor: { type: "string", value: "slug", help: "Whose invoice it is. Needed." },
    file: { type: "string", value: "path", help: "CSV, or NDJSON by its ending. Needed." },
    from: { type: "string", value: "time", help: "What it covers; else the last 31 days." },
    to: { type: "string", value: "time", help: "Its end, not covered any more; else now." },
    mapping: { type: "string", value: "path", help: "JSON: how it is written; kept per vendor." },
    tenant: { type: "string", value: "slug", help: "The tenant's own account there." },
    account: { type: "string", value: "id", help: "An account; else the marketplace's." },
    apply: { type: "boolean", help: "Let the books follow it." },
    json: jsonOption,
  },
  async run(call) {
    const request = readRequest(call, new Date());
    await access(request.file, constants.R_OK);
    const mapping =
      request.mapping === null ? null : readInvoiceMapping(await readFile(request.mapping, "utf8"));
    return withGround(call, async (ground) => {
      const ports = invoicePorts(ground, null, () => new Date());
      const viewer = await viewerFor(ground, request);
      const bytes = createReadStream(request.file) as AsyncIterable<Buffer>;
      const format = /\.(ndjson|jsonl)$/i.test(request.file) ? "NDJSON" : "CSV";
      const result = await reconcileInvoice(ports, viewer, {
        ...request,
        format,
        mapping,
        open: () => Promise.resolve(bytes),
      });
      const { reconciliation, rejected } = valueOf(result);
      await tell(call, ports.reconciliations, viewer, { reconciliation, rejected });
      const isSame = differences(reconciliation) === 0n && rejected.length === 0;
      return isSame || request.apply ? 0 : 1;
    });
  },
};

interface Request {
  readonly vendor: string;
  readonly file: string;
  readonly from: Date;
  readonly to: Date;
  readonly mapping: string | null;
  readonly tenant: string | null;
  readonly accountId: string | null;
  readonly apply: boolean;
}

function readRequest({ values }: CommandCall, now: Date): Request {
  const text = (name: string): string | null =>
    typeof values[name] === "string" ? values[name] : null;
  const [vendor, file] = [text("vendor"), text("file")];
  if (vendor === null || file === null) {
    throw new UsageError("--vendor has to say whose invoice it is, --file where.");
  }
  const [tenant, account] = [text("tenant"), text("account")];
  if (tenant !== null && account !== null) {
    throw new UsageError("--tenant and --account exclude each other: an account has one owner.");
  }
  const accountId = account === null ? null : decodeId("account", account);
  if (account !== null && accountId === null) {
    throw new UsageError(`"${account}" is no account's id.`);
  }
  const to = readTime("to", text("to")) ?? now;
  const from =
    readTime("from", text("from")) ?? new Date(to.getTime() - daysDefault * 24 * 3_600_000);
  const mapping = text("mapping");
  return { vendor, file, from, to, mapping, tenant, accountId, apply: values.apply === true };
}

function readTime(name: string, text: string | null): Date | null {
  if (text === null) {
    return null;
  }
  const time = new Date(text);
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) || Number.isNaN(time.getTime())) {
    throw new UsageError(`--${name} has to be a day or a time in UTC, as 2027-01-31T12:00:00Z.`);
  }
  return time;
}

/** The account's owner, the tenant that was named, or the marketplace. */
async function viewerFor(
  { pools, slow }: Ground,
  { tenant, accountId }: Request,
): Promise<KeyViewer> {
  if (accountId !== null) {
    const owner = await findAccountOwner(pools.engine, accountId);
    return owner === null ? operatorViewer(by) : ownerViewer(by, owner);
  }
  if (tenant === null) {
    return operatorViewer(by);
  }
  const row = await slow.stores.tenants.tenantBySlug(operatorViewer(by), tenant);
  if (row === null) {
    throw new Error(`There is no tenant "${tenant}".`);
  }
  return ownerViewer(by, row.id);
}

function differences({ counts }: ReconciliationRow): bigint {
  return Object.values(counts).reduce((sum, count) => sum + count, 0n);
}

async function tell(
  { values, output }: CommandCall,
  reads: ReconciliationReads,
  viewer: KeyViewer,
  { reconciliation, rejected }: Reconciled,
): Promise<void> {
  const unreadable = rejected.map(({ line, reason }) => ({
    line,
    reason: phraseWords(reason, "en"),
  }));
  if (values.json === true) {
    const head = JSON.stringify({ ...totalsOf(reconciliation), rejected: unreadable });
    output.out(`${head.slice(0, -1)},"lines":[`);
    let separator = "\n";
    for await (const line of linesOf(reads, viewer, reconciliation)) {
      output.out(`${separator}${JSON.stringify(lineJson(line, reconciliation))}`);
      separator = ",\n";
    }
    output.out("]}\n");
    return;
  }
  const totals = Object.entries(totalsOf(reconciliation)).map(([name, value]) => [
    name,
    String(value ?? "–"),
  ]);
  output.out(`${columns(totals)}\n`);
  let shown = 0;
  for await (const line of linesOf(reads, viewer, reconciliation)) {
    if (shown === shownMax) {
      output.out(`and ${differences(reconciliation) - BigInt(shown)} more; --json tells all.\n`);
      break;
    }
    shown += 1;
    const { kind, vendorMessageId, ours, theirs, note } = lineJson(line, reconciliation);
    const amounts = `${ours ?? "–"} / ${theirs ?? "–"}`;
    output.out(`${kind} ${vendorMessageId ?? "–"}: ${amounts}. ${note}\n`);
  }
  for (const { line, reason } of unreadable.slice(0, shownMax)) {
    output.out(`line ${line} cannot be read: ${reason}\n`);
  }
}

async function* linesOf(
  reads: ReconciliationReads,
  viewer: KeyViewer,
  { id }: ReconciliationRow,
): AsyncIterable<ReconciliationLineRow> {
  for (let after: bigint | null = null; ; ) {
    const page: Awaited<ReturnType<ReconciliationReads["lines"]>> = await reads.lines(
      viewer,
      id,
      null,
      pageRows,
      after,
    );
    yield* page.rows;
    after = page.rows.at(-1)?.number ?? null;
    if (!page.hasMore) {
      return;
    }
  }
}

function lineJson(line: ReconciliationLineRow, { currency }: ReconciliationRow) {
  const { kind, vendorMessageId, ourMicros, ourCurrency, theirMicros, note } = line;
  return {
    kind,
    vendorMessageId,
    ours: ourMicros === null ? null : `${formatMicros(ourMicros)} ${ourCurrency ?? currency}`,
    theirs: theirMicros === null ? null : `${formatMicros(theirMicros)} ${currency}`,
    inDoubt: note.inDoubt === true,
    note: invoiceNote(note, "en"),
  };
}

function totalsOf(row: ReconciliationRow) {
  const { counts, currency } = row;
  const money = (micros: bigint): string => `${formatMicros(micros)} ${currency}`;
  return {
    from: row.from.toISOString(),
    to: row.to.toISOString(),
    lines: Number(row.lines),
    unreadable: Number(row.unreadable),
    matched: Number(row.matched),
    missingOnInvoice: Number(counts.MISSING_ON_INVOICE),
    unknownOnInvoice: Number(counts.UNKNOWN_ON_INVOICE),
    priceMismatch: Number(counts.PRICE_MISMATCH),
    partsMismatch: Number(counts.PARTS_MISMATCH),
    statusMismatch: Number(counts.STATUS_MISMATCH),
    ourTotal: money(row.ourMicros),
    invoiceTotal: money(row.invoiceMicros),
    difference: money(row.invoiceMicros - row.ourMicros),
    inDoubt: Number(row.inDoubt),
    inDoubtBooked: money(row.inDoubtOurMicros),
    inDoubtBilled: money(row.inDoubtInvoiceMicros),
    unknownStatusWords: [...row.unknownWords],
    corrected: row.corrected === null ? null : Number(row.corrected),
  };
}
