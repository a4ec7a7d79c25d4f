import type { ExportColumn } from "../../core/exports/export-column.js";
import type { ExportFormat, ExportKind, ExportStatus } from "../../core/exports/export-kind.js";
import type { Channel } from "../../core/otp/status.js";
import type { Page } from "../../flow/reads.js";

/** Which rows an export holds; a list that is absent does not filter. */
export interface ExportFilter {
  /** Uuids. */
  readonly planIds?: readonly string[];
  readonly channels?: readonly Channel[];
  readonly vendors?: readonly string[];
  readonly countries?: readonly string[];
  readonly purposes?: readonly string[];
}

/** What a report's rows are told apart by. */
export type ExportDimension =
  | "DAY"
  | "HOUR"
  | "PLAN"
  | "CHANNEL"
  | "VENDOR"
  | "COUNTRY"
  | "NETWORK"
  | "PURPOSE";

/** What is exported: rows of a half-open range. */
export interface ExportSpec {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  readonly from: Date;
  readonly to: Date;
  /** Empty for the kinds whose rows are not groups. */
  readonly groupBy: readonly ExportDimension[];
  readonly filter: ExportFilter;
  /** Recipients in full instead of masked. */
  readonly revealsRecipients: boolean;
}

/** An export as it is stored. */
export interface ExportRow extends ExportSpec {
  readonly tenantId: string;
  readonly id: string;
  readonly status: ExportStatus;
  readonly rowsWritten: number;
  /** Null = not counted yet, or cannot be counted before they are written. */
  readonly rowsExpected: number | null;
  readonly bytes: number;
  readonly sha256: Buffer | null;
  /** Why it failed; null = it did not. */
  readonly error: ExportFault | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Why an export can fail for good. */
export type ExportFault = "FAULT" | "TOO_LARGE";

/** Which exports a key may see: those with money, and those that show recipients in full. */
export interface ExportRights {
  readonly money: boolean;
  readonly recipients: boolean;
}

/** What requests see of exports, each as sandi_app of the tenant. */
export interface ExportStore {
  /**
   * Stores the export and enqueues its job in one transaction. Null = as many as `openMax` are
   * QUEUED or RUNNING; requests of one tenant wait for each other.
   */
  addExport(
    tenantId: string,
    spec: ExportSpec,
    by: { readonly requestedBy: string; readonly openMax: number; readonly now: Date },
  ): Promise<ExportRow | null>;
  /** Those of these uuids that are no plans of the tenant. */
  unknownPlans(tenantId: string, planIds: readonly string[]): Promise<readonly string[]>;
  /** Newest first; afterId null = from the newest. */
  exports(
    tenantId: string,
    rights: ExportRights,
    limit: number,
    afterId: string | null,
  ): Promise<Page<ExportRow>>;
  countExports(tenantId: string, rights: ExportRights): Promise<number>;
  /** In the order of ids; null where the tenant has none. */
  exportsById(tenantId: string, ids: readonly string[]): Promise<readonly (ExportRow | null)[]>;
  /** The bytes of a READY export from `start` up to, not including, `end`. */
  readPieces(
    tenantId: string,
    exportId: string,
    start: number,
    end: number,
  ): AsyncIterable<Uint8Array>;
}

/** How far a run is. */
export interface ExportProgress {
  readonly rowsWritten: number;
  readonly rowsExpected: number | null;
  readonly bytes: number;
}

/** One run of one export; another run may have taken over, then all of it answers false. */
export interface ExportRun {
  readonly tenantId: string;
  readonly exportId: string;
  readonly runId: string;
}

/** What makes exports, each call as sandi_app of the tenant. */
export interface ExportRunStore {
  /** QUEUED → RUNNING under a lease, the pieces of earlier runs gone; null = nothing to do. */
  claimExport(run: ExportRun, worker: string, leaseUntil: Date): Promise<ExportRow | null>;
  /** Renews the lease and tells how far it is. */
  noteProgress(run: ExportRun, progress: ExportProgress, leaseUntil: Date): Promise<boolean>;
  /** Compresses, seals and stores one piece. `bytes` are not looked at after it has resolved. */
  addPiece(run: ExportRun, piece: ExportPiece): Promise<void>;
  /** RUNNING → READY. */
  finishExport(
    run: ExportRun,
    done: ExportProgress & {
      readonly sha256: Buffer;
      readonly now: Date;
      readonly expiresAt: Date;
    },
  ): Promise<boolean>;
  /** RUNNING → QUEUED for another try, or FAILED; its pieces go. */
  giveUpExport(run: ExportRun, error: ExportFault | null, now: Date): Promise<boolean>;
}

/** A stretch of an export's bytes. */
export interface ExportPiece {
  /** From 0. */
  readonly number: number;
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** How rows leave the database, one a line: CSV, JSON objects, JSON arrays of raw cells. */
export type ExportShape = "CSV" | "OBJECTS" | "CELLS";

/** The rows of an export as of one moment. */
export interface ExportSnapshot {
  readonly columns: readonly ExportColumn[];
  /** How many there are; null = that is known at the end. */
  count(): Promise<number | null>;
  /** All rows; to be read to the end or left. */
  lines(shape: ExportShape): AsyncIterable<Buffer>;
}

/** Runs `work` on one repeatable-read snapshot of the tenant's rows, as sandi_app. */
export type ReadExport = <T>(
  tenantId: string,
  spec: ExportSpec,
  work: (snapshot: ExportSnapshot) => Promise<T>,
) => Promise<T>;

/** What time does to exports, over all tenants. */
export interface ExportSweepStore {
  /** Puts exports whose run has died back into the queue; the tenants and ids of those. */
  reviveExports(now: Date): Promise<readonly ExportRef[]>;
  /** READY → EXPIRED, bytes gone. */
  expireExports(now: Date): Promise<readonly ExportRef[]>;
  /** Removes what was asked for before. */
  forgetExports(before: Date): Promise<void>;
}

/** Names one export. */
export interface ExportRef {
  readonly tenantId: string;
  readonly id: string;
}
