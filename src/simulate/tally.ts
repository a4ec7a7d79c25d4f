import type { LiveAttempt, LiveSend } from "./live-send.js";
import { Spread } from "./spread.js";

const promptSec = 30;

/** Counts what happens in a run. The sizes of its parts do not grow with the traffic. */
export class Tally {
  requested = 0;
  verified = 0;
  attacks = 0;
  attacksRefused = 0;
  genuineRefused = 0;
  /** Genuine requests from numbers that work. */
  liveNumbers = 0;
  withinPrompt = 0;
  /** Messages that came after another one of the same send. */
  duplicates = 0;
  /** Spent on messages that were not the first of a genuine send to reach the handset. */
  wastedMicros = 0;
  /** From the request to the first arrival. */
  readonly handsetSec = new Spread();
  /** The same of sends whose first attempt never arrived. */
  readonly failoverSec = new Spread();
  /** As a clock on the wall sees them. */
  readonly decisionMicros = new Spread();
  /** Processor time of all decisions. */
  decisionCpuMicros = 0;

  request(send: LiveSend, isLiveNumber: boolean): void {
    if (send.isAttack) {
      this.attacks += 1;
    } else {
      this.requested += 1;
      this.liveNumbers += isLiveNumber ? 1 : 0;
    }
  }

  refusal(send: LiveSend): void {
    if (send.isAttack) {
      this.attacksRefused += 1;
    } else {
      this.genuineRefused += 1;
    }
  }

  /** A message reached the handset. */
  arrival(send: LiveSend, isFirst: boolean, atSec: number): void {
    if (send.isAttack) {
      return;
    }
    if (!isFirst) {
      this.duplicates += 1;
      return;
    }
    const tookSec = atSec - send.requestedAtSec;
    this.handsetSec.add(tookSec);
    if (send.attempts[0]?.fate.arrivesAfterSec === null) {
      this.failoverSec.add(tookSec);
    }
    this.withinPrompt += tookSec <= promptSec ? 1 : 0;
  }

  verification(send: LiveSend): void {
    this.verified += send.isAttack ? 0 : 1;
  }

  charge(send: LiveSend, attempt: LiveAttempt): void {
    if (send.isAttack || !isFirstToArrive(send, attempt)) {
      this.wastedMicros += attempt.priceMicros;
    }
  }
}

/** Whether no other message of the send, as made so far, reaches the handset before this one. */
function isFirstToArrive(send: LiveSend, attempt: LiveAttempt): boolean {
  const arrivesAt = (one: LiveAttempt): number =>
    one.submittedAtSec + (one.fate.arrivesAfterSec ?? Number.POSITIVE_INFINITY);
  return (
    attempt.fate.arrivesAfterSec !== null &&
    send.attempts.every((other) => other === attempt || arrivesAt(other) >= arrivesAt(attempt))
  );
}
