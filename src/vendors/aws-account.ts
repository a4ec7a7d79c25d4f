import { awsErrorOf, badRegion } from "./aws-request.js";
import type { HttpResult } from "./http-client.js";

/** What a look at an account came to, in words. */
export interface AccountWord {
  readonly ok: boolean;
  readonly message: string;
}

/** What is wrong with an account of Amazon's by an answer that is no success. */
export function awsAccountProblem(result: HttpResult, right: string): AccountWord {
  return { ok: false, message: problemOf(result, right) };
}

function problemOf(result: HttpResult, right: string): string {
  if (result.kind !== "answered") {
    return result.reason === badRegion
      ? "The region is none of AWS; it looks like eu-central-1."
      : "Amazon could not be reached.";
  }
  switch (awsErrorOf(result.headers, result.body).name ?? "") {
    case "UnrecognizedClientException":
    case "InvalidClientTokenId":
      return "Amazon does not know this access key.";
    case "InvalidSignatureException":
    case "SignatureDoesNotMatch":
      return "The secret access key is not that of the access key, or the region is another one.";
    case "AccessDeniedException":
      return `The access key lacks the right ${right}, or the account is disabled.`;
    case "OptInRequired":
      return "The account is not set up for this service or region.";
    case "ThrottlingException":
    case "TooManyRequestsException":
      return "Amazon was asked too often; try again in a minute.";
    default:
      return result.status === 401 || result.status === 403
        ? "Amazon refuses this access key."
        : "Amazon gave no answer that could be read.";
  }
}
