import type { FailureClass } from "../core/otp/status.js";
import { commonErrors } from "./aws-codes.js";
import { awsErrorOf } from "./aws-request.js";
import { type Answered, secretsOf } from "./outcomes.js";
import { refusalOutcome } from "./refusal-outcome.js";
import type { OpenAccount, SendOutcome, SendRequest } from "./vendor.js";

/** What a service's errors mean. */
export interface AwsTables {
  /** The service's own errors by name; those of all services are known besides. */
  readonly errors: ReadonlyMap<string, FailureClass>;
  /** What stands in an error's `Reason`, which weighs more than its name. */
  readonly reasons: ReadonlyMap<string, FailureClass>;
}

/** What an answer of Amazon's that is no success makes of a message. */
export function awsRefusal(
  answer: Answered,
  { errors, reasons }: AwsTables,
  request: SendRequest,
  account: OpenAccount,
): SendOutcome {
  const { name, reason, text } = awsErrorOf(answer.headers, answer.body);
  const failureClass =
    reason === null
      ? (errors.get(name ?? "") ?? commonErrors.get(name ?? ""))
      : reasons.get(reason);
  const secrets = secretsOf(request, account);
  return refusalOutcome(answer, { code: reason ?? name, failureClass, text, secrets });
}
