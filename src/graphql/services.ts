import type { OtpService } from "../flow/otp.js";
import type { SendReads } from "../flow/reads.js";
import type { Bus, EventTail } from "../flow/tail.js";

/** All that resolvers may call, one entry per area; app.ts fills it in. */
export interface Services {
  readonly otp: OtpService;
  readonly reads: SendReads;
  readonly tail: EventTail;
  readonly bus: Bus;
}
