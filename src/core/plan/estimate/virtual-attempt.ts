import type { EngineAttempt } from "../../failover/engine-state.js";
import type { RouteOdds } from "./route-odds.js";

/** The same, to be changed as a send is played. */
export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** One message of a virtual send, and what becomes of it; seconds count from the request. */
export interface VirtualAttempt extends Mutable<EngineAttempt> {
  readonly odds: RouteOdds;
  readonly submittedSec: number;
  readonly waitSec: number;
  readonly priceMicros: number;
  readonly isBilledOnDelivery: boolean;
  readonly isAccepted: boolean;
  /** Null = it never reaches the handset. */
  readonly arrivesSec: number | null;
  isCharged: boolean;
}
