import { createHash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { PhraseFact } from "../../core/messages/phrases.js";
import { lookUpSource } from "../checks/look-up-numbers.js";
import type { LookUpRequest, LookUpSource } from "../checks/look-up-request.js";
import { ListStopped } from "../checks/look-up-round.js";
import type { CheckPorts, LookUpList } from "../checks/ports.js";
import { PieceWriter } from "../exports/piece-writer.js";
import { SheetProblem } from "../rates/sheet-text.js";
import { ownerViewer } from "../system-viewer.js";
import { openUpload } from "../uploads/open-upload.js";
import type { UploadStore } from "../uploads/ports.js";
import { checkList, type ListTally, type TenantViewer } from "./check-list.js";
import { estimateList, lookUpCostMax } from "./estimate-list.js";
import type {
  ListCheckRow,
  ListEstimate,
  ListProgress,
  ListRef,
  ListRun,
  ListRunStore,
} from "./ports.js";
import { uploadIdOf } from "./request-list-check.js";
import { leaseMs, startHeartbeat } from "./run-heartbeat.js";

/** What a job that checks lists stands on. */
export interface RunListPorts {
  readonly runs: ListRunStore;
  readonly checks: CheckPorts;
  readonly uploads: UploadStore;
  readonly now: () => Date;
  /** Hears whenever a check has come further. */
  readonly changed: (id: string) => void;
  readonly heartbeatMs?: number;
}

/** What a job knows of the run that it is. */
export interface RunListJob extends ListRef {
  /** The queue's name for who runs it. */
  readonly worker: string;
  readonly isLastTry: boolean;
  /** Stops the run; the check goes back into the queue. */
  readonly signal: AbortSignal;
}

/** How long a result is kept, and an estimate that nobody starts. */
export const keptMs = 24 * 3_600_000;

/**
 * Makes the check of a list: claims it, estimates it unless that was done before, checks it where
 * it is to start, and keeps its result. Does nothing when it is not QUEUED. May run again at any
 * time from the beginning: what was looked up is known, and what was asked in vain is not asked
 * again, so that nothing is billed twice. Throws when it failed by a fault of ours; then it is
 * QUEUED again, or FAILED after the last try.
 */
export async function runListCheck(ports: RunListPorts, job: RunListJob): Promise<void> {
  const { runs, now } = ports;
  const run: ListRun = { tenantId: job.tenantId, id: job.id, runId: uuidv7() };
  const row = await runs.claim(run, job.worker, new Date(now().getTime() + leaseMs));
  if (row === null) {
    return;
  }
  ports.changed(job.id);
  try {
    await make(ports, job, run, row);
  } catch (error) {
    // Stopped by the process, and not by whoever asked: another one goes on.
    if (!(error instanceof ListStopped) || job.signal.aborted) {
      const isForGood = error instanceof SheetProblem || (job.isLastTry && !job.signal.aborted);
      const why = error instanceof SheetProblem ? error.reason : ({ phrase: "listFault" } as const);
      await runs.giveUp(run, isForGood ? why : null, now());
    }
    ports.changed(job.id);
    if (!(error instanceof SheetProblem) && !(error instanceof ListStopped)) {
      throw error;
    }
  }
}

async function make(
  ports: RunListPorts,
  job: RunListJob,
  run: ListRun,
  row: ListCheckRow,
): Promise<void> {
  const viewer = { ...ownerViewer(row.requestedBy, row.tenantId), tenantId: row.tenantId };
  const progress: ListProgress & ListTally = {
    ...{ inputsRead: 0, invalid: 0, lookedUp: 0, spentMicros: 0n, bytes: 0 },
  };
  const beat = startHeartbeat(ports, job.signal, {
    note: (leaseUntil) => ports.runs.noteProgress(run, progress, leaseUntil),
    changed: () => ports.changed(row.id),
  });
  try {
    const estimate =
      row.estimate ?? (await estimateIt(ports, viewer, run, row, progress, beat.signal));
    const problem = row.starts ? await whyNotStart(ports, row, estimate) : null;
    if (row.starts && problem === null) {
      await checkIt({
        ...{ ports, viewer, run, row, progress },
        ...{ signal: beat.signal, stopping: job.signal },
      });
    } else {
      await beat.stop();
      const expiresAt = new Date(ports.now().getTime() + keptMs);
      orStopped(await ports.runs.finishEstimate(run, problem, expiresAt));
    }
  } finally {
    await beat.stop();
  }
  ports.changed(row.id);
}

function orStopped(isOurs: boolean): void {
  if (!isOurs) {
    throw new ListStopped("the check was stopped, or another run makes it");
  }
}

async function bytesOf(
  { uploads, now }: RunListPorts,
  viewer: TenantViewer,
  row: ListCheckRow,
): Promise<AsyncIterable<Buffer>> {
  const upload = await openUpload(uploads, viewer, uploadIdOf(row), now());
  if (upload === null) {
    throw new SheetProblem({ phrase: "listGone" });
  }
  return upload.stream;
}

function requestOf(
  { id, lookUp }: ListCheckRow,
  runId: string,
  signals: Pick<LookUpList, "signal" | "stopping"> = {},
): LookUpRequest | null {
  if (lookUp === null) {
    return null;
  }
  const { accountId, priceMicros, currency, maxCostMicros } = lookUp;
  const list = { id, runId, ...signals };
  return { accountId, currency, maxCostMicros, priceEachMicros: priceMicros, list };
}

async function estimateIt(
  ports: RunListPorts,
  viewer: TenantViewer,
  run: ListRun,
  row: ListCheckRow,
  progress: ListTally,
  signal: AbortSignal,
): Promise<ListEstimate> {
  const { checks, now } = ports;
  const request = requestOf(row, run.runId);
  const source = request === null ? null : await lookUpSource(checks, viewer, request, now());
  if (source !== null && !source.ok) {
    throw new SheetProblem({ phrase: "checkLookUpAccount" });
  }
  const asked: LookUpSource | null = source === null ? null : source.value;
  const told = (inputsRead: number): void => void (progress.inputsRead = inputsRead);
  const bytes = await bytesOf(ports, viewer, row);
  const list = { bytes, defaultCountry: row.defaultCountry };
  const estimate = await estimateList(checks, viewer, list, asked, { now, told, signal });
  orStopped(await ports.runs.noteEstimate(run, estimate));
  progress.inputsRead = 0;
  return estimate;
}

/** Null = it may start. */
async function whyNotStart(
  { checks, now }: RunListPorts,
  { tenantId, lookUp }: ListCheckRow,
  estimate: ListEstimate,
): Promise<PhraseFact | null> {
  if (lookUp === null) {
    return null;
  }
  const cost = { micros: lookUpCostMax(estimate, lookUp), currency: lookUp.currency };
  const params = await checks.money.withoutRoom(tenantId, cost, now());
  return params === null ? null : { phrase: "listBudget", params };
}

async function checkIt(making: {
  readonly ports: RunListPorts;
  readonly viewer: TenantViewer;
  readonly run: ListRun;
  readonly row: ListCheckRow;
  readonly progress: ListTally & { bytes: number };
  readonly signal: AbortSignal;
  readonly stopping: AbortSignal;
}): Promise<void> {
  const { ports, viewer, run, row, progress, signal, stopping } = making;
  const { checks, now } = ports;
  const lookUp = requestOf(row, run.runId, { signal, stopping });
  if (lookUp !== null) {
    const before = await checks.money.costOf(row.tenantId, row.id);
    Object.assign(progress, { spentMicros: before.micros, lookedUp: before.asked });
  }
  const bytes = await bytesOf(ports, viewer, row);
  const list = { bytes, defaultCountry: row.defaultCountry, lookUp };
  const hash = createHash("sha256");
  const writer = new PieceWriter((piece) => ports.runs.addPiece(run, piece));
  try {
    for await (const text of checkList(checks, viewer, list, { tally: progress, now, signal })) {
      const chunk = Buffer.from(text, "utf8");
      hash.update(chunk);
      progress.bytes += chunk.length;
      await writer.write(chunk);
    }
    await writer.end();
  } finally {
    await writer.settled();
  }
  signal.throwIfAborted();
  const expiresAt = new Date(now().getTime() + keptMs);
  const done = { ...progress, sha256: hash.digest(), now: now(), expiresAt };
  orStopped(await ports.runs.finish(run, done));
}
