import type { PhraseFact } from "../../core/messages/phrases.js";
import type { Page } from "../../flow/reads.js";
import type { ExportPiece } from "../exports/ports.js";

/** QUEUED → RUNNING → ESTIMATED → QUEUED → RUNNING → READY → EXPIRED, or FAILED or CANCELED. */
export type ListCheckStatus =
  | "QUEUED"
  | "RUNNING"
  | "ESTIMATED"
  | "READY"
  | "FAILED"
  | "CANCELED"
  | "EXPIRED";

/** Where numbers of a list are looked up, and for how much; amounts in `currency`. */
export interface ListLookUp {
  readonly accountId: string;
  readonly priceMicros: bigint;
  readonly currency: string;
  readonly maxCostMicros: bigint;
}

/** What a list's check will come to. */
export interface ListEstimate {
  /** Entries of the list; empty lines are none. */
  readonly inputs: number;
  /** Distinct numbers that are valid. */
  readonly numbers: number;
  /** Those of them that a vendor would be asked about; 0 without look-ups. */
  readonly lookUpsMax: number;
}

/** How far a check is. */
export interface ListProgress {
  readonly inputsRead: number;
  readonly invalid: number;
  readonly lookedUp: number;
  /** Of look-ups, at most. */
  readonly spentMicros: bigint;
  readonly bytes: number;
}

/** The check of a list. */
export interface ListCheckRow extends ListProgress {
  readonly tenantId: string;
  readonly id: string;
  readonly uploadId: string;
  readonly defaultCountry: string | null;
  /** Null = no vendor is asked. */
  readonly lookUp: ListLookUp | null;
  /** False = it waits to be told to start. */
  readonly starts: boolean;
  readonly status: ListCheckStatus;
  /** Null = not made yet. */
  readonly estimate: ListEstimate | null;
  /** 32 bytes; null unless it was READY. */
  readonly sha256: Buffer | null;
  /** Why it failed or did not start. */
  readonly error: PhraseFact | null;
  readonly requestedBy: string;
  readonly keyId: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** True when a check will not change by itself any more, but for its expiry. */
export function isListCheckOver({ status }: Pick<ListCheckRow, "status">): boolean {
  return status !== "QUEUED" && status !== "RUNNING";
}

/** Which checks a key sees: all with RECIPIENT_READ, else those that it asked for. */
export interface ListCheckRights {
  readonly keyId: string;
  readonly recipients: boolean;
}

/** What is asked for. */
export interface NewListCheck {
  readonly uploadId: string;
  readonly defaultCountry: string | null;
  readonly lookUp: ListLookUp | null;
  readonly starts: boolean;
}

/** A tenant's checks as requests see them. */
export interface ListCheckStore {
  /** Stores a check with its job; null = there are `openMax` already. */
  addListCheck(
    tenantId: string,
    check: NewListCheck,
    by: {
      readonly requestedBy: string;
      readonly keyId: string;
      readonly openMax: number;
      readonly now: Date;
    },
  ): Promise<ListCheckRow | null>;
  /** ESTIMATED → QUEUED, with another limit where one is given; null = it was not ESTIMATED. */
  startListCheck(
    tenantId: string,
    id: string,
    maxCostMicros: bigint | null,
  ): Promise<ListCheckRow | null>;
  /** To CANCELED, once no look-up is being held for; null = it was over already. */
  cancelListCheck(tenantId: string, id: string, now: Date): Promise<ListCheckRow | null>;
  /** Newest first; afterId null = from the newest. */
  listChecks(
    tenantId: string,
    rights: ListCheckRights,
    limit: number,
    afterId: string | null,
  ): Promise<Page<ListCheckRow>>;
  countListChecks(tenantId: string, rights: ListCheckRights): Promise<number>;
  /** In the order of ids; null where the tenant has none. */
  listChecksById(
    tenantId: string,
    ids: readonly string[],
  ): Promise<readonly (ListCheckRow | null)[]>;
  /** The bytes of a READY check's result from `start` up to, not including, `end`. */
  readPieces(tenantId: string, id: string, start: number, end: number): AsyncIterable<Uint8Array>;
}

/** One run of one check; another run may have taken over, then all of it answers false. */
export interface ListRun {
  readonly tenantId: string;
  readonly id: string;
  readonly runId: string;
}

/** What makes checks, each call as sandi_app of the tenant. */
export interface ListRunStore {
  /** QUEUED → RUNNING under a lease, the pieces of earlier runs gone; null = nothing to do. */
  claim(run: ListRun, worker: string, leaseUntil: Date): Promise<ListCheckRow | null>;
  /** Renews the lease and tells how far it is. */
  noteProgress(run: ListRun, progress: ListProgress, leaseUntil: Date): Promise<boolean>;
  /** Keeps the estimate. */
  noteEstimate(run: ListRun, estimate: ListEstimate): Promise<boolean>;
  /** RUNNING → ESTIMATED: it waits to be told to start, perhaps because of `error`. */
  finishEstimate(run: ListRun, error: PhraseFact | null, expiresAt: Date): Promise<boolean>;
  /** Compresses, seals and stores one piece. `bytes` are not looked at after it has resolved. */
  addPiece(run: ListRun, piece: ExportPiece): Promise<void>;
  /** RUNNING → READY. */
  finish(
    run: ListRun,
    done: ListProgress & {
      readonly sha256: Buffer;
      readonly now: Date;
      readonly expiresAt: Date;
    },
  ): Promise<boolean>;
  /** RUNNING → QUEUED for another try, or FAILED; its pieces go. */
  giveUp(run: ListRun, error: PhraseFact | null, now: Date): Promise<boolean>;
}

/** Names one check. */
export interface ListRef {
  readonly tenantId: string;
  readonly id: string;
}

/** What time does to checks, over all tenants. */
export interface ListSweepStore {
  /** Puts checks whose run has died back into the queue; which these are. */
  revive(now: Date): Promise<readonly ListRef[]>;
  /** READY, ESTIMATED → EXPIRED, bytes gone. */
  expire(now: Date): Promise<readonly ListRef[]>;
  /** Keeps the uploads of checks that are not over until `until`. */
  keepUploads(now: Date, until: Date): Promise<void>;
  /** Removes what was asked for before. */
  forget(before: Date): Promise<void>;
  /** Settles look-ups of which nothing was heard in the time that they had. */
  settleOverdue(now: Date): Promise<number>;
}
