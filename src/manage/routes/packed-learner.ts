import type { Due } from "../../core/route/measured/due-queue.js";
import {
  newOpenAttempt,
  newOpenSend,
  type OpenAttempt,
  type OpenSend,
} from "../../core/route/measured/open-send.js";
import type { DueItem, LearnerState } from "../../core/route/measured/outcome-learner.js";
import type { EventKey } from "../../core/route/measured/route-event.js";

/**
 * What a learner has open, column by column: the event loop waits while it is written, and numbers
 * in flat arrays are written far faster than objects that name each of their members.
 */
export interface PackedLearner {
  readonly atSec: number;
  /** How many of the sends are open; what is still due of those behind them is of attempts. */
  readonly open: number;
  readonly sendKeys: readonly EventKey[];
  readonly prefixes: readonly (string | null)[];
  readonly sends: Float64Array;
  readonly attemptKeys: readonly EventKey[];
  readonly attempts: Float64Array;
  /** Moment, stage, and place among the attempts or sends. */
  readonly due: Float64Array;
}

/** Stages by number; those of sends come behind those of attempts. */
const attemptStages = ["MEDIAN", "LATE", "FULL", "SILENT", "CODE_LATE", "CODE_FULL"] as const;
const sendStages = ["GUARD", "ASKS", "OVER"] as const;
const stages: readonly string[] = [...attemptStages, ...sendStages];
const dueWidth = 3;

/** Packs what is open. O(attempts), about 1 µs each. */
export function packLearner({ atSec, sends: open, due }: LearnerState): PackedLearner {
  const sends = [...open];
  const attempts: OpenAttempt[] = [];
  const place = (send: OpenSend, at: number): void => {
    send.place = at;
    for (const attempt of send.attempts) {
      attempt.place = attempts.push(attempt) - 1;
    }
  };
  sends.forEach(place);
  // What is due of an attempt may come after its send was forgotten.
  for (const { item } of due) {
    const send = "attempt" in item ? item.attempt.send : item.send;
    if (sends[send.place] !== send) {
      place(send, sends.push(send) - 1);
    }
  }
  return {
    atSec,
    open: open.length,
    sendKeys: sends.map(({ key }) => key),
    prefixes: sends.map(({ prefix }) => prefix),
    sends: columnsOf(sends, numbersOfSend),
    attemptKeys: attempts.map(({ key }) => key),
    attempts: columnsOf(attempts, numbersOfAttempt),
    due: packDue(due),
  };
}

/** The same objects again, with the same references between them. */
export function unpackLearner(packed: PackedLearner): LearnerState {
  const attempts: OpenAttempt[] = [];
  const sends = packed.sendKeys.map((key, place): OpenSend => {
    const numbers = rowOf(packed.sends, packed.sendKeys.length, place);
    const send = sendOf(key, packed.prefixes[place] ?? null, numbers);
    const [tries = 0] = numbers.slice(-1);
    for (let end = attempts.length + tries; attempts.length < end; ) {
      const at = attempts.length;
      const row = rowOf(packed.attempts, packed.attemptKeys.length, at);
      attempts.push(attemptOf(packed.attemptKeys[at] ?? "", send, row));
    }
    send.attempts.push(...attempts.slice(attempts.length - tries));
    return send;
  });
  return {
    atSec: packed.atSec,
    sends: sends.slice(0, packed.open),
    due: unpackDue(packed.due, sends, attempts),
  };
}

function numbersOfSend(send: OpenSend): readonly number[] {
  const { cell, tenant, requestedAtSec, resends, verifiedAtSec, attempts } = send;
  const flags = bitsOf([send.isGuardCounted, send.isAskCounted]);
  return [cell, tenant, requestedAtSec, resends, verifiedAtSec, flags, attempts.length];
}

function sendOf(key: EventKey, prefix: string | null, numbers: readonly number[]): OpenSend {
  const [cell = 0, tenant = 0, requestedAtSec = 0, resends = 0, verifiedAtSec = 0, flags = 0] =
    numbers;
  const send = newOpenSend(key, cell, prefix, tenant, requestedAtSec);
  send.resends = resends;
  send.verifiedAtSec = verifiedAtSec;
  [send.isGuardCounted = false, send.isAskCounted = false] = flagsOf(flags, 2);
  return send;
}

function numbersOfAttempt(attempt: OpenAttempt): readonly number[] {
  return [
    attempt.route,
    attempt.submittedAtSec,
    attempt.reach,
    attempt.arrivalReach,
    attempt.expectedReceipt,
    attempt.medianSec,
    attempt.lateSec,
    attempt.fullSec,
    attempt.receiptAtSec,
    attempt.typedAtSec,
    attempt.deliveryGiven,
    attempt.typedGiven,
    attempt.firstToArrive,
    attempt.truth,
    attempt.expectedTyped,
    bitsOf([
      attempt.isProbe,
      attempt.isAnswered,
      attempt.isRejected,
      attempt.isDelivered,
      attempt.isLossCounted,
      attempt.isSilenceCounted,
      attempt.isReceiptScored,
      attempt.isCodeScored,
    ]),
  ];
}

function attemptOf(key: EventKey, send: OpenSend, numbers: readonly number[]): OpenAttempt {
  const [route = 0, submittedAtSec = 0, reach = 0, arrivalReach = 0, expectedReceipt = 0] = numbers;
  const [medianSec = 0, lateSec = 0, fullSec = 0, receiptAtSec = 0, typedAtSec = 0] =
    numbers.slice(5);
  const [deliveryGiven = 0, typedGiven = 0, firstToArrive = 0, truth = 0, expectedTyped = 0] =
    numbers.slice(10);
  const [isProbe = false, isAnswered = false, isRejected = false, isDelivered = false, ...counted] =
    flagsOf(numbers[15] ?? 0, 8);
  const [isLossCounted = false, isSilenceCounted = false, isReceiptScored = false] = counted;
  const expected = { reach, arrivalReach, expectedReceipt, medianSec, lateSec, fullSec };
  const attempt = newOpenAttempt({ key, send, route, submittedAtSec, isProbe, ...expected });
  return Object.assign(attempt, {
    ...{ receiptAtSec, typedAtSec, deliveryGiven, typedGiven, firstToArrive, truth, expectedTyped },
    ...{ isAnswered, isRejected, isDelivered, isLossCounted, isSilenceCounted, isReceiptScored },
    isCodeScored: counted[3] ?? false,
  });
}

/** Numbers of the same meaning beside each other: they are alike, and pack well. */
function columnsOf<T>(
  items: readonly T[],
  numbersOf: (item: T) => readonly number[],
): Float64Array {
  const [first] = items;
  const width = first === undefined ? 0 : numbersOf(first).length;
  const columns = new Float64Array(items.length * width);
  for (let place = 0; place < items.length; place += 1) {
    const row = numbersOf(items[place]!);
    for (let column = 0; column < width; column += 1) {
      columns[column * items.length + place] = row[column]!;
    }
  }
  return columns;
}

function rowOf(columns: Float64Array, count: number, place: number): readonly number[] {
  const width = columns.length / count;
  return Array.from({ length: width }, (_, column) => columns[column * count + place] ?? 0);
}

function bitsOf(flags: readonly boolean[]): number {
  let bits = 0;
  for (let bit = 0; bit < flags.length; bit += 1) {
    bits |= flags[bit] === true ? 1 << bit : 0;
  }
  return bits;
}

function flagsOf(bits: number, count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, bit) => (bits & (1 << bit)) !== 0);
}

function packDue(due: readonly Due<DueItem>[]): Float64Array {
  const packed = new Float64Array(due.length * dueWidth);
  for (let index = 0; index < due.length; index += 1) {
    const { atSec, item } = due[index]!;
    const { place } = "attempt" in item ? item.attempt : item.send;
    packed[index * dueWidth] = atSec;
    packed[index * dueWidth + 1] = stages.indexOf(item.stage);
    packed[index * dueWidth + 2] = place;
  }
  return packed;
}

function unpackDue(
  packed: Float64Array,
  sends: readonly OpenSend[],
  attempts: readonly OpenAttempt[],
): readonly Due<DueItem>[] {
  return Array.from({ length: packed.length / dueWidth }, (_, index): Due<DueItem> => {
    const from = index * dueWidth;
    const [atSec = 0, number = 0, place = -1] = packed.subarray(from, from + dueWidth);
    const [attempt, ofAttempt] = [attempts[place], attemptStages[number]];
    const [send, ofSend] = [sends[place], sendStages[number - attemptStages.length]];
    if (attempt !== undefined && ofAttempt !== undefined) {
      return { atSec, item: { attempt, stage: ofAttempt } };
    }
    if (send !== undefined && ofSend !== undefined) {
      return { atSec, item: { send, stage: ofSend } };
    }
    throw new Error("what is due is of nothing that is open");
  });
}
