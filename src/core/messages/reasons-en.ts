import type { StepSkipReason, StopReason } from "../failover/engine-state.js";
import type { SkipReason } from "../route/candidate.js";
import type { ChoiceReason } from "../route/choose-vendor.js";
import type { WaitReason } from "../route/wait.js";

/** Why a send is what it is: a refusal to start, the engine's reason to stop, or a cancellation. */
type StatusReason =
  | "NO_ROUTE"
  | "COUNTRY_NOT_SERVED"
  | "COST_CAP_TOO_LOW"
  | "BUDGET_EXHAUSTED"
  | "PUMPED_PREFIX"
  | "PREFIX_RATE"
  | "BUDGET_PACED"
  | "NOT_WORTH_ITS_PRICE"
  | "replaced"
  | StopReason;

type Texts<K extends string> = Readonly<Record<K, string>>;

/** What every stored reason says in English. */
export const englishReasons = {
  stepSkips: {
    NO_PHONE: "the send has no phone number",
    NO_EMAIL: "the send has no e-mail address",
    COUNTRY_NOT_SERVED: "the step does not serve the recipient's country",
    CHANNEL_FAILED: "the channel cannot reach the recipient, or refuses the text",
    ACCOUNTS_FAILED: "every vendor account of the step has failed",
    OTHER_CHANNEL_ASKED: "the resend asked for another channel",
    NO_VENDOR: "the step has no vendor left",
  } satisfies Texts<StepSkipReason | "NO_VENDOR">,
  vendorSkips: {
    NO_ACCOUNT: "no account at this vendor",
    DISCONNECTED: "the account is disconnected",
    CHANNEL_NOT_OFFERED: "the account does not offer {channel}",
    PAUSED: "paused",
    NO_SENDER: "no sender for {channel}",
    NO_OFFER: "no offer",
    NO_EXCHANGE_RATE: "no exchange rate",
    DEARER_THAN_CAP: "dearer than the cap",
    BREAKER_OPEN: "its circuit is open after failures in a row",
    ACCOUNT_STOPPED: "the vendor refuses the account",
    ALREADY_TRIED: "already tried",
    MEASURED_OPEN: "its circuit is open after receipts or codes stayed away",
    NO_GAIN: "promises nothing that is worth its price",
  } satisfies Texts<SkipReason>,
  /** NO_OFFER where the recipient's country is known. */
  noOfferThere: "no offer in {country}",
  choices: {
    FIRST_IN_PLAN: "first of {usable} usable vendors in the plan's order",
    CHEAPEST: "cheapest of {usable} usable vendors",
    DRAWN_BY_WEIGHT: "drawn by weight, {percent} times in 100, of {usable} usable vendors",
    ONLY_ONE: "the only usable vendor of the step",
    ALL_OPEN: "every circuit is open, so the vendor with the fewest failures in a row was taken",
    BEST_DELIVERY:
      "best delivery of {usable} usable vendors: at least {low} % of what it gets arrives, by " +
      "{count} attempts",
    FASTEST:
      "fastest of {usable} usable vendors: {seconds} s for 95 % of what it delivers, and at " +
      "least {low} % arrives, by {count} attempts",
    EXPLORED: "drawn to keep measuring the others, too, {percent} times in 100",
    NO_EVIDENCE: "too little is measured: first of {usable} usable vendors in the plan's order",
    MEASURED: "{vendor} {channel} for {place}, chosen {percent} times in 100",
    MEASURED_PROBE:
      "{vendor} {channel} for {place}: its circuit is open and this attempt probes it",
    MEASURED_OPEN: "every circuit is open: {vendor} {channel} for {place} promises most even so",
  } satisfies Texts<ChoiceReason>,
  /** What else a choice's sentence may say; follows the choice. */
  choiceNotes: {
    secondBest: "that one had no room in the budget, so {vendor} was taken",
    probe: "its circuit is open and this attempt probes it",
  },
  /** What measured routing says of the vendor that it chose; follows the choice. */
  measured: {
    expected: ": expected {success} % verified at {price} ({evidence})",
    expectedUnpriced: ": expected {success} % verified ({evidence})",
    counted: "{count} attempts; receipts trusted {trust}",
    notCounted: "hardly measured yet",
    toMeasure: ", to keep measuring it",
    nextBest: ". Next best {other} {points} pt",
    dearer: "{next}, {price} dearer",
    cheaper: "{next}, {price} cheaper",
    asDear: "{next} at the same price",
    pacing: ". Prices count {times} times, so that the budget lasts its period",
    next: ". Fails over to {follower} after {seconds} s",
    later: ". {follower} follows if it is reported lost or asked for",
  },
  waits: {
    PLAN: "the plan's own wait",
    NOT_MEASURED: "adaptive waits need measured latencies; 20 s until there are some",
    GAIN:
      "{percent} % of its receipts come within {seconds} s; waiting longer would lose more than " +
      "a needless second message costs",
    PROBE: "it probes an open circuit, and {percent} % of its receipts come within {seconds} s",
    NOTHING_NEXT: "no other vendor is worth a second message unasked; until the plan's time is up",
    DUPLICATE_CAP:
      "the cap on messages that may be needless is used up; until the plan's time is up",
  } satisfies Texts<WaitReason>,
  statuses: {
    NO_ROUTE: "no vendor of the plan can be used now",
    COUNTRY_NOT_SERVED: "the recipient's country is not served",
    COST_CAP_TOO_LOW: "the cheapest attempt costs more than the cap for one send",
    BUDGET_EXHAUSTED: "a budget has no room for another attempt",
    canceled: "it was cancelled on request",
    replaced: "a newer send for the same purpose took its place",
    verified: "the right code was typed in",
    checks_exhausted: "too many wrong codes were typed in",
    blocked: "it was blocked before any attempt",
    expired: "the code expired",
    nothing_left: "nothing is left to try",
    deadline_passed: "the plan's deadline has passed",
    attempts_used_up: "the plan allows no more attempts",
    no_step_serves: "no step of the plan serves the recipient",
    budget: "a limit on cost has no room for another attempt",
    no_route: "no vendor could be used",
    fraud: "a guard rule stopped it",
    PUMPED_PREFIX:
      "codes sent to numbers like this one are hardly ever typed in: the requests are taken for " +
      "a pumping attack; if they are test numbers of your own, type codes in, or let " +
      "the guard rule only watch",
    PREFIX_RATE:
      "more codes are asked for numbers like this one than a guard rule allows; if they are " +
      "people or test numbers of your own, give the rule a higher limit, or let it only watch",
    BUDGET_PACED:
      "with what is left of a budget until its period ends, this send is not worth its price",
    NOT_WORTH_ITS_PRICE: "what is left to try is not worth its price",
  } satisfies Texts<StatusReason>,
  /** BUDGET_EXHAUSTED where the budget is known. */
  budgetExhausted: "the {budget} has no room for another attempt",
  health: {
    FAILURES: "{failures} failures in a row: the vendor did not answer or was down",
    OUTAGE_RECEIPT: "Messages{where} do not arrive as usual: {failures} in a row were lost or late",
    OUTAGE_RECEIPT_ENDING: "Messages{where} did not arrive as usual; the latest one did",
    OUTAGE_CODE: "Codes{where} are reported as delivered, but hardly any is typed in",
    PAUSED_BY_OPERATOR: "Paused by an operator: {reason}",
    PAUSED_BY_OPERATOR_THERE: "Paused by an operator for {place}: {reason}",
    PAUSED_BY_TENANT: "Paused by you: {reason}",
    PAUSED_BY_TENANT_THERE: "Paused by you for {place}: {reason}",
  },
  /** How far an outage reaches, for `{where}`. */
  outageWhere: {
    UPSTREAM: " over every route through {upstream}",
    CELL: " on network {network}",
  },
  /** What an id can be of. */
  things: {
    send: "send",
    plan: "plan",
    tenant: "tenant",
    budget: "budget",
    alert: "alert",
    "API key": "API key",
    "vendor account": "vendor account",
    "list check": "check of a list",
  },
  budgets: {
    TENANT: "{period} budget of the whole account",
    PLAN: "{period} budget of the plan",
    COUNTRY: "{period} budget of the recipient's country",
    /** Which one is not known any more. */
    SEND: "budget of this send",
  },
  /** The same where the plan's key or the country is known. */
  budgetsOf: {
    PLAN: "{period} budget of plan {of}",
    COUNTRY: "{period} budget of country {of}",
  },
  periods: { DAY: "daily", MONTH: "monthly", TOTAL: "total" },
  /** The caps on what one send may cost. */
  caps: { maxCost: "the request's maxCost", maxCostPerSend: "the plan's maxCostPerSend" },
  skippedStep: "step {step}: {reason}",
};

/** The words behind every stored reason, in one language. */
export type ReasonTexts = {
  readonly [G in keyof typeof englishReasons]: (typeof englishReasons)[G] extends string
    ? string
    : Texts<Extract<keyof (typeof englishReasons)[G], string>>;
};
