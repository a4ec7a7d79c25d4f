import { NodeResolver } from "./node.query.js";
import { AttemptResolver } from "./otp/attempt.resolver.js";
import { CancelSendMutation } from "./otp/cancel-send.mutation.js";
import { ReportVerifiedMutation } from "./otp/report-verified.mutation.js";
import { ResendOtpMutation } from "./otp/resend-otp.mutation.js";
import { SendResolver } from "./otp/send.resolver.js";
import { SendSubscriptions } from "./otp/send.subscription.js";
import { SendEventResolver } from "./otp/send-event.resolver.js";
import { SendOtpMutation } from "./otp/send-otp.mutation.js";
import { SendsQuery } from "./otp/sends.query.js";
import { VerifyOtpMutation } from "./otp/verify-otp.mutation.js";

type ResolverClass = new () => object;

/** One line per resolver class. */
export const resolverList: readonly ResolverClass[] = [
  NodeResolver,
  AttemptResolver,
  CancelSendMutation,
  ReportVerifiedMutation,
  ResendOtpMutation,
  SendEventResolver,
  SendOtpMutation,
  SendResolver,
  SendSubscriptions,
  SendsQuery,
  VerifyOtpMutation,
];
