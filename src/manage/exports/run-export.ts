import { createHash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { exportBytes, type RowCounter } from "./export-bytes.js";
import type { OpenRecipient } from "./open-recipients.js";
import { PieceWriter } from "./piece-writer.js";
import type {
  ExportProgress,
  ExportRef,
  ExportRow,
  ExportRun,
  ExportRunStore,
  ExportSnapshot,
  ReadExport,
} from "./ports.js";

export interface RunExportPorts {
  readonly runs: ExportRunStore;
  readonly read: ReadExport;
  readonly openerOf: (tenantId: string) => OpenRecipient;
  readonly now: () => Date;
  /** Hears whenever an export has come further. */
  readonly changed: (ref: ExportRef) => void;
  readonly heartbeatMs?: number;
}

/** What a job knows of the run that it is. */
export interface RunExportJob extends ExportRef {
  /** The queue's name for who runs it. */
  readonly worker: string;
  readonly isLastTry: boolean;
  /** Stops the run; the export goes back into the queue. */
  readonly signal: AbortSignal;
}

/** How long a run is believed to live without a sign. */
export const leaseMs = 15_000;
/** How long a finished export is kept. */
export const keptMs = 24 * 3_600_000;
const heartbeatMsDefault = 1_000;
/** More than this is refused, so that no export fills the database. */
const bytesMax = 20 * 1024 ** 3;

/** Another run has taken the export over, or it is gone. */
class RunLost extends Error {
  override readonly name = "RunLost";
}

class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/**
 * Makes an export: claims it, streams its rows into pieces, and finishes it. Does nothing when it
 * is not QUEUED. May run again at any time: a run that lost its lease can change nothing any more.
 * Throws when it failed, and then it is QUEUED again, or FAILED after the last try.
 */
export async function runExport(ports: RunExportPorts, job: RunExportJob): Promise<void> {
  const { runs, now } = ports;
  const run: ExportRun = { tenantId: job.tenantId, exportId: job.id, runId: uuidv7() };
  const row = await runs.claimExport(run, job.worker, new Date(now().getTime() + leaseMs));
  if (row === null) {
    return;
  }
  ports.changed(job);
  try {
    await makeExport(ports, job, run, row);
  } catch (error) {
    const isForGood = error instanceof TooLarge || (job.isLastTry && !job.signal.aborted);
    const fault = error instanceof TooLarge ? "TOO_LARGE" : "FAULT";
    await runs.giveUpExport(run, isForGood ? fault : null, now());
    ports.changed(job);
    if (!(error instanceof TooLarge)) {
      throw error;
    }
  }
}

async function makeExport(
  ports: RunExportPorts,
  job: RunExportJob,
  run: ExportRun,
  row: ExportRow,
): Promise<void> {
  const { runs, now } = ports;
  const hash = createHash("sha256");
  const counter: RowCounter = { rows: 0 };
  const progress = { rowsWritten: 0, rowsExpected: null as number | null, bytes: 0 };
  const beat = startHeartbeat(ports, job, run, () => ({ ...progress, rowsWritten: counter.rows }));
  const writer = new PieceWriter((piece) => runs.addPiece(run, piece));
  try {
    await ports.read(row.tenantId, row, async (snapshot: ExportSnapshot) => {
      progress.rowsExpected = await snapshot.count();
      const opener = ports.openerOf(row.tenantId);
      for await (const chunk of exportBytes(snapshot, row, opener, counter)) {
        beat.signal.throwIfAborted();
        hash.update(chunk);
        progress.bytes += chunk.length;
        if (progress.bytes > bytesMax) {
          throw new TooLarge("an export is too large");
        }
        await writer.write(chunk);
      }
    });
    await writer.end();
  } finally {
    await writer.settled();
    await beat.stop();
  }
  beat.signal.throwIfAborted();
  const isDone = await runs.finishExport(run, {
    rowsWritten: counter.rows,
    rowsExpected: counter.rows,
    bytes: progress.bytes,
    sha256: hash.digest(),
    now: now(),
    expiresAt: new Date(now().getTime() + keptMs),
  });
  if (!isDone) {
    throw new RunLost("another run makes this export");
  }
  ports.changed(job);
}

/**
 * Notes progress and renews the lease once a second; aborts when the export is another run's.
 */
function startHeartbeat(
  ports: RunExportPorts,
  job: RunExportJob,
  run: ExportRun,
  progress: () => ExportProgress,
): { readonly signal: AbortSignal; stop(): Promise<void> } {
  const lost = new AbortController();
  let beating: Promise<void> = Promise.resolve();
  const beat = async (): Promise<void> => {
    const leaseUntil = new Date(ports.now().getTime() + leaseMs);
    try {
      const isOurs = await ports.runs.noteProgress(run, progress(), leaseUntil);
      if (isOurs) {
        ports.changed(job);
      } else {
        lost.abort(new RunLost("another run makes this export"));
      }
    } catch {
      // The next beat tries again; without one the lease ends, and another run takes over.
    }
  };
  const timer = setInterval(() => {
    beating = beating.then(beat);
  }, ports.heartbeatMs ?? heartbeatMsDefault);
  return {
    signal: AbortSignal.any([lost.signal, job.signal]),
    async stop() {
      clearInterval(timer);
      await beating;
    },
  };
}
