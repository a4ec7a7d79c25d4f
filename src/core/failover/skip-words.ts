import type { StepSkipReason } from "./engine-state.js";

/** Why a step was passed over, in plain English, as `Send.skippedSteps` shows it. */
export function stepSkipWords(reason: StepSkipReason): string {
  switch (reason) {
    case "NO_PHONE":
      return "the send has no phone number";
    case "NO_EMAIL":
      return "the send has no e-mail address";
    case "COUNTRY_NOT_SERVED":
      return "the step does not serve the recipient's country";
    case "CHANNEL_FAILED":
      return "the channel cannot reach the recipient, or refuses the text";
    case "ACCOUNTS_FAILED":
      return "every vendor account of the step has failed";
    case "OTHER_CHANNEL_ASKED":
      return "the resend asked for another channel";
  }
}
