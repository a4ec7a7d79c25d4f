import type { Alert } from "../../core/alert.js";
import type { Channel } from "../../core/otp/status.js";
import type { EstimateGroup, EstimateRow, RouteBreakerRow } from "../../flow/measured-rows.js";
import type { ResolvedCause } from "../../flow/ports.js";
import type { SendEventType } from "../../flow/rows.js";

/** A part of one tenant's log. */
export interface LogPart {
  readonly tenantId: string;
  /** The last event before it. */
  readonly after: bigint;
  /** Its last event. */
  readonly upTo: bigint;
}

/** An event of the log with what routing learns from it. */
export interface TaughtEvent {
  readonly tenantId: string;
  readonly seq: bigint;
  readonly at: Date;
  readonly type: SendEventType;
  readonly sendId: string;
  readonly attemptId: string | null;
  readonly channel: Channel | null;
  readonly failureClass: string | null;
  /** Of the attempt; null = the event is of none, or says nothing of one. */
  readonly accountId: string | null;
  readonly number: number | null;
  readonly isAutomatic: boolean | null;
  readonly hasOwnCode: boolean | null;
  /** Of the send; null where the event is not its first. */
  readonly country: string | null;
  readonly network: string | null;
  /** Sealed. */
  readonly recipient: Buffer | null;
}

/** One look at the logs: which parts were read, and how far time had come before and after. */
export interface Look {
  readonly look: bigint;
  readonly fromSec: number;
  readonly toSec: number;
  readonly parts: readonly LogPart[];
}

/** How far the learner is. */
export interface LearnerSeat {
  readonly ownerId: string | null;
  readonly leasedUntil: Date | null;
  readonly look: bigint;
  readonly checkpoint: bigint;
  readonly checkpointAt: Date | null;
}

/** What the learner does to the database within one transaction. */
export interface LearnerTx {
  readSeat(): Promise<LearnerSeat>;
  saveSeat(seat: LearnerSeat): Promise<void>;
  /** The parts of all logs behind their cursors; at most `tenants`, of each `events` at most. */
  findParts(tenants: number, events: number): Promise<readonly LogPart[]>;
  /** What these parts teach, each log in order. */
  readParts(parts: readonly LogPart[]): Promise<readonly TaughtEvent[]>;
  /** Parts that were put in behind what was learned, and are to be learned. */
  readPast(): Promise<readonly LogPart[]>;
  /** They are learned. */
  forgetPast(parts: readonly LogPart[]): Promise<void>;
  /** Those of these rows that are stored, as they are. */
  readStates(rows: readonly EstimateRow[]): Promise<readonly EstimateRow[]>;
  /** Adds sums, ages what is there. `seat` = the look that does, and the checkpoint before it. */
  addEstimates(rows: readonly AgedRow[], seat: LearnerSeat): Promise<void>;
  /** Puts states in the place of what is there. */
  putEstimates(rows: readonly EstimateRow[], seat: LearnerSeat): Promise<void>;
  /** Puts these in the place of all open breakers. */
  replaceBreakers(rows: readonly RouteBreakerRow[]): Promise<void>;
  readBreakers(): Promise<readonly RouteBreakerRow[]>;
  /** Those of these beginnings of causes that an open alert has, as "tenant cause". */
  findOpenCauses(causes: readonly ResolvedCause[]): Promise<ReadonlySet<string>>;
  raiseAlerts(alerts: readonly Alert[]): Promise<void>;
  resolveAlerts(causes: readonly ResolvedCause[], now: Date): Promise<void>;
  /** Notes a look, and moves the cursors. */
  saveLook(look: Look): Promise<void>;
  /** The looks behind a checkpoint, in order. */
  readLooks(checkpoint: bigint): Promise<readonly Look[]>;
  /** Everything as of the checkpoint. */
  readBase(checkpoint: bigint): Promise<readonly EstimateGroup[]>;
  readState(): Promise<Buffer | null>;
  /** Keeps what is open, and forgets the looks before. */
  saveState(state: Buffer, checkpoint: bigint): Promise<void>;
  /** Forgets states that did not change since then. */
  deleteStates(family: string, beforeSec: number): Promise<void>;
  /** Forgets what guard rules counted in windows that are over. */
  deletePrefixCounts(now: Date): Promise<void>;
}

/** A sum with its half-life, seconds. */
export interface AgedRow extends EstimateRow {
  readonly halfLifeSec: number;
}

/** The learner's side of the database. */
export interface LearnerStore {
  /** Runs `work` in a transaction while no other process learns; null when one does. */
  exclusively<T>(work: (tx: LearnerTx) => Promise<T>): Promise<T | null>;
}
