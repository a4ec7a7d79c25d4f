import type { LearnerSeat } from "../../manage/routes/ports.js";
import { type Connection, run, write } from "./statement.js";

const readText = `select owner_id as "ownerId", leased_until as "leasedUntil", look, checkpoint,
    checkpoint_at as "checkpointAt"
  from route_learner`;

/** Who learns, and how far it is. One row. Throws where the migrations did not run to their end. */
export async function readSeat(db: Connection): Promise<LearnerSeat> {
  const [seat] = await run<LearnerSeat>(db, "read-route-seat", readText, []);
  if (seat === undefined) {
    throw new Error("route_learner has no row: the migrations did not run to their end");
  }
  return seat;
}

const saveText = `update route_learner set owner_id = $1, leased_until = $2, look = $3,
    checkpoint = $4, checkpoint_at = $5`;

/** Notes who learns, and how far it is. One row. */
export function saveSeat(db: Connection, seat: LearnerSeat): Promise<void> {
  const { ownerId, leasedUntil, look, checkpoint, checkpointAt } = seat;
  return write(db, "save-route-seat", saveText, [
    ownerId,
    leasedUntil,
    look,
    checkpoint,
    checkpointAt,
  ]);
}

const stateText = "select state from route_learner";

/** What was open at the checkpoint; null = there was none. */
export async function readState(db: Connection): Promise<Buffer | null> {
  const [row] = await run<{ state: Buffer | null }>(db, "read-route-state", stateText, []);
  return row?.state ?? null;
}

const saveStateText = "update route_learner set state = $1";
const forgetText = "delete from route_look where look <= $1";

/** Keeps what is open at a checkpoint, and forgets the looks before it. */
export async function saveState(db: Connection, state: Buffer, checkpoint: bigint): Promise<void> {
  await Promise.all([
    write(db, "save-route-state", saveStateText, [state]),
    write(db, "forget-route-looks", forgetText, [checkpoint]),
  ]);
}
