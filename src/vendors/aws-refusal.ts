import type { FailureClass } from "../core/otp/status.js";
import { commonErrors } from "./aws-codes.js";
import { awsErrorOf } from "./aws-request.js";
import { type Answered, rejectedOutcome, secretsOf, unknown } from "./outcomes.js";
import type { OpenAccount, SendOutcome, SendRequest } from "./vendor.js";
import { vendorText } from "./vendor-text.js";

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
  const secrets = secretsOf(request, account);
  const failureClass =
    reason === null
      ? (errors.get(name ?? "") ?? commonErrors.get(name ?? ""))
      : reasons.get(reason);
  const code = reason ?? name;
  return failureClass === undefined || failureClass === "OUTCOME_UNKNOWN"
    ? unknown(code ?? `http_${answer.status}`, vendorText(text, secrets))
    : rejectedOutcome({ failureClass, code, text, secrets, headers: answer.headers });
}
