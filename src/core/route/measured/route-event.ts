/** Identity of a send or an attempt, unique among those that are open. */
export type EventKey = string | number;

/** Why an attempt was made. */
export type AttemptCause = "FIRST" | "REJECTED" | "UNDELIVERED" | "TIMER" | "RESEND";

/** Somebody asked for a code, whether or not one was sent then. Comes once per send. */
interface Requested {
  readonly kind: "requested";
  readonly send: EventKey;
  readonly cell: number;
  readonly prefix: string | null;
  /** Whose person it is, by the space's number; 0 or left out = nobody's in particular. */
  readonly tenant?: number;
}

/** A message was handed to a vendor. */
interface Submitted {
  readonly kind: "submitted";
  readonly send: EventKey;
  readonly attempt: EventKey;
  readonly route: number;
  readonly cause: AttemptCause;
  /** True when the breaker was open and this attempt is its probe. */
  readonly isProbe: boolean;
}

/** The vendor's answer to an attempt. */
interface Answered {
  readonly kind: "accepted" | "rejected";
  readonly attempt: EventKey;
}

/** The vendor's receipt for an attempt, however late. */
interface Receipt {
  readonly kind: "receipt";
  readonly attempt: EventKey;
  readonly isDelivered: boolean;
}

/** The person asked for another code. */
interface Resend {
  readonly kind: "resend";
  readonly send: EventKey;
}

/**
 * The right code was typed in. `attempt` = the one whose own code it was; null where all attempts
 * of a send carry the same code: then the latest that could have arrived is credited.
 */
interface Verified {
  readonly kind: "verified";
  readonly send: EventKey;
  readonly attempt: EventKey | null;
}

/** The send is over: nothing of it can be typed in any more. */
interface Closed {
  readonly kind: "closed";
  readonly send: EventKey;
}

/** Something that measured routing learns from; `atSec` never goes back by more than moments. */
export type RouteEvent = { readonly atSec: number } & (
  | Requested
  | Submitted
  | Answered
  | Receipt
  | Resend
  | Verified
  | Closed
);
