import type { RouteBreaker } from "./estimate-view.js";
import type { AttemptCause } from "./route-event.js";

/** A route that could carry the next message. */
export interface RouteOption {
  readonly route: number;
  /** Of the whole message, in units of the tenant's currency. */
  readonly price: number;
  readonly isBilledOnDelivery: boolean;
  /** False = not to be had now, whatever it promises: no offer, paused, no room in a budget. */
  readonly isAvailable: boolean;
}

/** How an earlier attempt of the send stands. SILENT = its receipt is still awaited. */
export type PastOutcome = "SILENT" | "DELIVERED" | "FAILED" | "REJECTED";

/** An earlier attempt of the same send. */
export interface PastAttempt {
  readonly route: number;
  readonly submittedAtSec: number;
  readonly outcome: PastOutcome;
}

/** What is asked of measured routing: one attempt of one send. */
export interface DecideRequest {
  readonly cause: AttemptCause;
  readonly cell: number;
  readonly prefix: string | null;
  readonly requestedAtSec: number;
  /** Earlier attempts of this send, oldest first. */
  readonly attempts: readonly PastAttempt[];
  /** How often the person has asked again, this time included. */
  readonly resends: number;
  readonly options: readonly RouteOption[];
  /** V: what a verified user is worth, in units of the tenant's currency. */
  readonly value: number;
  /** μ ≥ 0: λ = 1 + μ multiplies every price; 0 = no budget binds. */
  readonly shadowPrice: number;
  /**
   * Least chance of every usable route at the first attempt, e.g. 0.002; less when they are many.
   */
  readonly floor: number;
  /** Seconds after the request (or the latest resend) from which nothing is sent unasked. */
  readonly deadlineSec: number;
  /** Attempts that may be made in all, those in `attempts` included. */
  readonly attemptsMax: number;
  /** False = no timer may cause an extra message now: the tenant's duplicate cap is used up. */
  readonly mayDuplicate: boolean;
  /** ENFORCE refuses what is hardly genuine; MONITOR only says so. */
  readonly guard: "OFF" | "MONITOR" | "ENFORCE";
  /**
   * The tenant's own limit refuses first attempts to this prefix, whatever they are worth, but for
   * this share, 0..1; left out = it has none, or takes the prefix for genuine. With ENFORCE only.
   */
  readonly letThrough?: number;
}

/** What the decision thought of one option. */
export interface OptionScore {
  /** Chance with which it was drawn, 0..1. */
  readonly probability: number;
  /** P(the code of this attempt is typed in), 0..1, by a genuine person. */
  readonly success: number;
  /**
   * Expected value of trying it first and going on as planned, tenant's currency; null = not
   * weighed.
   */
  readonly worth: number | null;
  readonly trust: number;
  readonly evidence: number;
  readonly breaker: RouteBreaker;
  /** Null = it could be chosen. */
  readonly skipped: OptionSkip | null;
}

/** Why an option could not be chosen. */
export type OptionSkip = "NOT_AVAILABLE" | "BREAKER_OPEN" | "ALREADY_TRIED" | "NO_GAIN";

/** Where a wait comes from. */
export type PlannedWait =
  /** The expected gain of not waiting longer exceeds what a needless second message costs. */
  | "GAIN"
  /** A probe of an open breaker. */
  | "PROBE"
  /** Nothing is left to fail over to, or it is not worth its price. */
  | "NOTHING_NEXT"
  /** The tenant's duplicate cap is used up. */
  | "DUPLICATE_CAP";

/** Why nothing is sent. */
export type HoldReason =
  /** The guard holds the number's prefix for pumped. */
  | "PUMPED"
  /** No option's expected value exceeds its price. */
  | "NO_VALUE"
  /** No option is to be had. */
  | "NO_OPTION"
  /** Attempts or time are used up. */
  | "EXHAUSTED"
  /** What is under way will probably do. */
  | "PROBABLY_ARRIVED";

/** What to do, and all that is needed to explain and replay it. */
export interface RouteDecision {
  /** TRY = submit `chosen`; HOLD = send nothing now, ask again at `waitSec` unless null. */
  readonly act: "TRY" | "HOLD";
  readonly holdReason: HoldReason | null;
  /** Index into the options; null when nothing is sent. */
  readonly chosen: number | null;
  /** Chance of `chosen`; 0 when nothing is sent. */
  readonly propensity: number;
  readonly isProbe: boolean;
  /** True when every usable route's breaker was open and the least bad one is used. */
  readonly isLeastBad: boolean;
  /**
   * Seconds from now after which to ask again (cause TIMER) unless a receipt came before; null =
   * no timer.
   */
  readonly waitSec: number | null;
  readonly waitReason: PlannedWait | null;
  /**
   * Seconds after a receipt "delivered" after which to ask again (cause TIMER) because such
   * receipts
   * are not to be trusted; null = the receipt ends the wait.
   */
  readonly confirmSec: number | null;
  /** The option that would follow when the wait ends; null = none. */
  readonly next: number | null;
  /** g of the prefix. */
  readonly genuine: number;
  readonly shadowPrice: number;
  /** In the order of the options. */
  readonly scores: readonly OptionScore[];
}
