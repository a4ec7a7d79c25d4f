import type { DifferenceKind, LineNote } from "../../core/invoice/difference.js";
import type { InvoiceLine } from "../../core/invoice/invoice-line.js";
import type { InvoiceMapping } from "../../core/invoice/invoice-mapping.js";
import type { InvoiceCorrection } from "../../flow/apply-invoice.js";
import type { Page } from "../../flow/reads.js";
import type { KeyViewer } from "../../flow/viewer.js";

/** The invoice of which account, for which stretch of time, half-open. */
export interface InvoiceTarget {
  /** Null = the marketplace's account. */
  readonly tenantId: string | null;
  readonly vendorId: string;
  readonly accountId: string;
  readonly from: Date;
  readonly to: Date;
}

/** A line as it is staged: its reference opened, its place in the range known. */
export interface StagedLine extends InvoiceLine {
  readonly referenced: { readonly tenantId: string; readonly attemptId: string } | null;
}

/** What an invoice came to. Amounts in the invoice's currency. */
export interface ReconciliationRow {
  /** Null = of the marketplace's account. */
  readonly tenantId: string | null;
  readonly id: string;
  readonly vendorId: string;
  readonly accountId: string;
  readonly from: Date;
  readonly to: Date;
  readonly by: string;
  readonly at: Date;
  readonly currency: string;
  /** Lines that belong to the range, and lines that could not be read. */
  readonly lines: bigint;
  readonly unreadable: bigint;
  /** Lines whose message is ours, differing or not. */
  readonly matched: bigint;
  readonly ourMicros: bigint;
  readonly invoiceMicros: bigint;
  /** Attempts in doubt that the invoice decides. */
  readonly inDoubt: bigint;
  readonly inDoubtOurMicros: bigint;
  readonly inDoubtInvoiceMicros: bigint;
  /** Status words that nobody knows, the first few. */
  readonly unknownWords: readonly string[];
  /** Attempts whose books were corrected; null = the books were not touched. */
  readonly corrected: bigint | null;
  readonly appliedAt: Date | null;
  readonly counts: Readonly<Record<DifferenceKind, bigint>>;
}

export interface ReconciliationLineRow {
  readonly number: bigint;
  readonly kind: DifferenceKind;
  readonly vendorMessageId: string | null;
  readonly attemptTenantId: string | null;
  readonly attemptId: string | null;
  readonly ourMicros: bigint | null;
  readonly ourCurrency: string | null;
  readonly theirMicros: bigint | null;
  readonly note: LineNote;
}

/** What goes to the record beside what the comparison finds. */
export interface ReconciliationFacts {
  readonly id: string;
  readonly by: string;
  readonly at: Date;
  readonly currency: string;
  readonly unreadable: number;
  readonly unknownWords: readonly string[];
}

/** An invoice on its way into the database, apart from all others; gone when it is closed. */
export interface InvoiceStage {
  /** Takes lines in at the speed of COPY, one batch at a time in memory. */
  fill(lines: AsyncIterable<readonly StagedLine[]>): Promise<void>;
  /** Holds what was filled in against the books of the target and keeps what it finds. */
  compare(target: InvoiceTarget, facts: ReconciliationFacts): Promise<void>;
  close(): Promise<void>;
}

export interface ReconciliationReads {
  /** In the order of ids; null where the viewer may see none. */
  reconciliationsById(
    viewer: KeyViewer,
    ids: readonly string[],
  ): Promise<readonly (ReconciliationRow | null)[]>;
  /** Differences in the invoice's order, then what it lacks. kind null = all. */
  lines(
    viewer: KeyViewer,
    id: string,
    kind: DifferenceKind | null,
    limit: number,
    after: bigint | null,
  ): Promise<Page<ReconciliationLineRow>>;
}

export interface ReconciliationStore extends ReconciliationReads {
  mapping(viewer: KeyViewer, vendorId: string): Promise<InvoiceMapping | null>;
  keepMapping(
    viewer: KeyViewer,
    vendorId: string,
    mapping: InvoiceMapping,
    now: Date,
  ): Promise<void>;
  /** The open connection of one invoice. */
  stage(): Promise<InvoiceStage>;
  /** Corrections that a reconciliation asks for, by number; at most `limit` after `after`. */
  corrections(
    target: InvoiceTarget,
    id: string,
    after: bigint,
    limit: number,
  ): Promise<readonly (InvoiceCorrection & { readonly number: bigint })[]>;
  /** Notes that the books follow the invoice now. */
  applied(target: InvoiceTarget, id: string, corrected: number, now: Date): Promise<void>;
}
