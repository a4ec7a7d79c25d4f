import type { FailureClass } from "../../core/otp/status.js";

/** A request that can be made. */
export interface WireRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why none can be made. */
export interface WireProblem {
  readonly problem: string;
  readonly code: string;
  readonly failureClass: FailureClass;
}
