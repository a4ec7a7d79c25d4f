import type { AttemptFate } from "../market/attempt-fate.js";
import type { MarketCell, MarketRoute } from "../market/market-parts.js";
import type { UserBehaviour } from "../market/user-behaviour.js";
import type { Request } from "./request-stream.js";

/** One message of a send, as far as the vendor has told; `fate` is the market's secret. */
export interface LiveAttempt {
  /** Unique in a run. */
  readonly key: number;
  readonly route: MarketRoute;
  readonly submittedAtSec: number;
  readonly fate: AttemptFate;
  /** What it costs when it is billed, in micro-units of the market's currency. */
  readonly priceMicros: number;
  /** The budget period that it was held in. */
  readonly period: number;
  /** As the policy said when it made the attempt: `Choice.confirmSec`. */
  readonly confirmSec: number | null;
  outcome: "SILENT" | "DELIVERED" | "FAILED" | "REJECTED";
  /** The money held for it is neither charged nor given back yet. */
  isHeld: boolean;
}

/** A send that is under way. */
export interface LiveSend {
  /** Unique in a run. */
  readonly number: number;
  readonly key: number;
  readonly cell: MarketCell;
  readonly prefix: string;
  readonly isAttack: boolean;
  readonly requestedAtSec: number;
  readonly person: UserBehaviour;
  readonly attempts: LiveAttempt[];
  /** How often the person has asked again. */
  resends: number;
  /** When the latest round of attempts began: the request, or the latest resend. */
  roundAtSec: number;
  /** First arrival of any message; null = none yet. */
  arrivedAtSec: number | null;
  /** Which timer counts; one that was entered under another number is void. */
  timer: number;
  isVerified: boolean;
  /** Expired, verified, or refused at the door. */
  isClosed: boolean;
  /** Events entered for it that are still to come. */
  pending: number;
}

/** A send of which nothing has happened yet. */
export function newSend(request: Request, number: number, person: UserBehaviour): LiveSend {
  const { key, cell, prefix, isAttack, atSec } = request;
  return {
    number,
    key,
    cell,
    prefix,
    isAttack,
    requestedAtSec: atSec,
    person,
    attempts: [],
    resends: 0,
    roundAtSec: atSec,
    arrivedAtSec: null,
    timer: 0,
    isVerified: false,
    isClosed: false,
    pending: 0,
  };
}
