import { type EstimateRow, guardRowsOf, rowsOf } from "../../flow/measured-rows.js";
import { agedRows, dayStart } from "./aged-rows.js";
import { joinGuardRows } from "./join-guard-rows.js";
import type { LearnerMind, MindPorts } from "./learner-mind.js";
import { PastLearner } from "./past-learner.js";
import type { LearnerSeat, LearnerTx } from "./ports.js";

/** A past that comes in several parts is learned once nothing was added to it for this long. */
const pastSettlesMs = 3_000;

/** How far a past is. */
export interface PastDone {
  readonly learner: PastLearner;
  readonly isUnderWay: boolean;
  readonly isLearned: boolean;
}

/** Goes on with what was put into logs behind all that was learned; null = nothing was. */
export async function learnPast(
  tx: LearnerTx,
  known: PastLearner | null,
  ports: MindPorts,
  now: Date,
): Promise<PastDone | null> {
  const parts = await tx.readPast();
  if (parts.length === 0) {
    return null;
  }
  const learner = known?.isOf(parts) === true ? known : new PastLearner(ports, parts, now);
  const isUnderWay = now.getTime() - learner.since.getTime() >= pastSettlesMs;
  return { learner, isUnderWay, isLearned: isUnderWay && (await learner.readOn(tx)) };
}

/** Adds what a past has taught to what is known, aged to the present. */
export async function storePast(
  tx: LearnerTx,
  mind: LearnerMind,
  { mind: past, parts }: PastLearner,
  seat: LearnerSeat,
  ownerOf: (accountId: string) => string | null,
): Promise<void> {
  const next = { ...seat, look: seat.look + 1n };
  // What was still open then has ended since.
  past.learn([], past.clockSec, mind.clockSec);
  const { router, space } = past;
  const delta = router.takeDelta();
  await tx.addEstimates(agedRows(router, rowsOf(delta, ownerOf), dayStart(mind.clockSec)), next);
  const states = guardRowsOf({ space, changes: router.takeGuardChanges() });
  const nameOf = ({ ownerId, key }: EstimateRow): string => `${ownerId ?? ""} ${key}`;
  const known = new Map((await tx.readStates(states)).map((row) => [nameOf(row), row]));
  const joined = states.map((row) => {
    const now = known.get(nameOf(row));
    return now === undefined ? row : joinGuardRows(row, now, router.parameters.guard);
  });
  await tx.putEstimates(joined, next);
  mind.absorb(past, delta, joined);
  await tx.forgetPast(parts);
}
