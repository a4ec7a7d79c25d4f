/** What can be wrong with a plan or a message, in the words of the contract. */
export const planProblemCodes = [
  "NO_OFFER",
  "DEARER_THAN_CAP",
  "WAIT_LONGER_THAN_CODE",
  "TEMPLATE_WITHOUT_CODE",
  "TEMPLATE_INVALID",
  "TEMPLATE_MISSING",
  "SENDER_MISSING",
  "VENDOR_TEMPLATE_MISSING",
  "ACCOUNT_DISCONNECTED",
  "VENDOR_PAUSED",
  "WAIT_FOR_UNSUPPORTED",
  "NO_EXCHANGE_RATE",
  "UNREACHABLE_STEP",
  "DEADLINE_TOO_SHORT",
  "WEIGHTS_SUM_TO_ZERO",
  "COUNTRY_NOT_SERVED",
] as const;
/** One thing that can be wrong. */
export type PlanProblemCode = (typeof planProblemCodes)[number];
