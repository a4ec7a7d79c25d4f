import type { Channel } from "../otp/status.js";
import type { PlanStep } from "../plan/plan.js";
import { ruleOfClass } from "./class-rule.js";
import type {
  EngineAttempt,
  EngineSend,
  SkippedStep,
  StepOption,
  StepSkipReason,
  TryCause,
} from "./engine-state.js";

/** Steps to try, best first, and the steps passed over on the way to the first of them. */
export interface Ahead {
  readonly options: readonly StepOption[];
  readonly skipped: readonly SkippedStep[];
}

/** What the failures so far have closed for the rest of the send. */
interface Closed {
  readonly channels: ReadonlySet<Channel>;
  /** Plan vendors whose account failed, as `accountOf` names them. */
  readonly accounts: ReadonlySet<string>;
}

/**
 * Lists what may be tried from here: what is left of the step that `last` is in, then every later
 * step. With order SMART a round may begin with any step, and the others follow as written. Limits
 * on count, time and money are the engine's, not looked at here. O(steps × vendors + attempts).
 *
 * @param last the latest attempt of this round; null = the round begins
 */
export function stepsAhead(send: EngineSend, last: EngineAttempt | null): Ahead {
  const closed = closedByFailures(send);
  if (last === null && send.round > 0) {
    return resendSteps(send, closed);
  }
  const options: StepOption[] = [];
  const skipped: SkippedStep[] = [];
  const positions = stepOrder(send);
  const from = last === null ? 0 : positions.indexOf(last.step);
  for (const position of positions.slice(from)) {
    const step = send.spec.steps[position - 1] as PlanStep;
    const reason = whySkipped(send, step, closed);
    const vendorIndexes = reason === null ? untried(send, step, position, closed) : [];
    if (vendorIndexes.length > 0) {
      const cause = causeOf(position, last);
      options.push({ step: position, channel: step.channel, vendorIndexes, cause });
    } else if (options.length === 0 && position !== last?.step) {
      skipped.push({
        step: position,
        channel: step.channel,
        reason: reason ?? "ACCOUNTS_FAILED",
      });
    }
  }
  return { options, skipped };
}

/** 1-based positions in the order in which this round takes the steps. */
function stepOrder({ spec, attempts, round }: EngineSend): readonly number[] {
  const written = spec.steps.map((_, at) => at + 1);
  const first = attempts.reduce<EngineAttempt | null>(
    (least, attempt) =>
      attempt.round === round && (least === null || attempt.number < least.number)
        ? attempt
        : least,
    null,
  );
  return spec.order === "AS_WRITTEN" || first === null
    ? written
    : [first.step, ...written.filter((position) => position !== first.step)];
}

/** The steps that can never serve this recipient, whatever happens; in step order. */
export function unservableSteps(send: EngineSend): readonly SkippedStep[] {
  return send.spec.steps.flatMap((step, at) => {
    const reason = whyUnservable(send, step);
    return reason === null ? [] : [{ step: at + 1, channel: step.channel, reason }];
  });
}

/**
 * A resend starts over at the first step, or at the first one of the channel that was asked for.
 * With `switchVendor`, vendors that earlier rounds used come after all others, and the latest one
 * comes last.
 */
function resendSteps(send: EngineSend, closed: Closed): Ahead {
  const asked = send.resendChannel;
  const skipped: SkippedStep[] = [];
  const open: StepOption[] = [];
  for (const [at, step] of send.spec.steps.entries()) {
    const position = at + 1;
    const reason =
      asked !== null && step.channel !== asked
        ? "OTHER_CHANNEL_ASKED"
        : whySkipped(send, step, closed);
    const vendorIndexes = reason === null ? untried(send, step, position, closed) : [];
    if (vendorIndexes.length > 0) {
      open.push({ step: position, channel: step.channel, vendorIndexes, cause: "resend" });
    } else if (open.length === 0) {
      skipped.push({
        step: position,
        channel: step.channel,
        reason: reason ?? "ACCOUNTS_FAILED",
      });
    }
  }
  return { options: send.spec.resend.switchVendor ? freshFirst(send, open) : open, skipped };
}

function freshFirst(send: EngineSend, open: readonly StepOption[]): StepOption[] {
  const latest = send.attempts.reduce<EngineAttempt | null>(
    (best, attempt) => (best === null || attempt.number > best.number ? attempt : best),
    null,
  );
  const latestKey = latest === null ? null : keyOfAttempt(send, latest);
  const used = new Set(send.attempts.map((attempt) => keyOfAttempt(send, attempt)));
  const rank = (option: StepOption, vendorIndex: number): number => {
    const key = vendorKey(send, option.step, vendorIndex);
    return key === latestKey ? 2 : used.has(key) ? 1 : 0;
  };
  return [0, 1, 2].flatMap((wanted) =>
    open.flatMap((option) => {
      const vendorIndexes = option.vendorIndexes.filter((index) => rank(option, index) === wanted);
      return vendorIndexes.length === 0 ? [] : [{ ...option, vendorIndexes }];
    }),
  );
}

function causeOf(position: number, last: EngineAttempt | null): TryCause {
  if (last === null) {
    return "first";
  }
  return position === last.step ? "auto_switch" : "failover";
}

/**
 * Vendors of a step that this round may still try, in plan order; none once the step's attempts are
 * used up.
 */
function untried(
  send: EngineSend,
  step: PlanStep,
  position: number,
  closed: Closed,
): readonly number[] {
  const tried = new Set<number>();
  let count = 0;
  for (const attempt of send.attempts) {
    if (attempt.round === send.round && attempt.step === position) {
      tried.add(attempt.vendorIndex);
      count += 1;
    }
  }
  if (count >= step.maxAttempts) {
    return [];
  }
  return step.vendors.flatMap((_, index) =>
    tried.has(index) || closed.accounts.has(accountOf(send, position, index)) ? [] : [index],
  );
}

function whySkipped(send: EngineSend, step: PlanStep, closed: Closed): StepSkipReason | null {
  return whyUnservable(send, step) ?? (closed.channels.has(step.channel) ? "CHANNEL_FAILED" : null);
}

function whyUnservable(send: EngineSend, step: PlanStep): StepSkipReason | null {
  if (step.channel === "EMAIL" && !send.hasEmail) {
    return "NO_EMAIL";
  }
  if (step.channel !== "EMAIL" && !send.hasPhone) {
    return "NO_PHONE";
  }
  const isServed =
    step.countries === null || (send.country !== null && step.countries.includes(send.country));
  return isServed ? null : "COUNTRY_NOT_SERVED";
}

function closedByFailures(send: EngineSend): Closed {
  const closedChannels = new Set<Channel>();
  const accounts = new Set<string>();
  for (const attempt of send.attempts) {
    const hasFailed = attempt.status === "REJECTED" || attempt.status === "UNDELIVERED";
    if (!hasFailed || attempt.failureClass === null) {
      continue;
    }
    const { closes } = ruleOfClass(attempt.failureClass);
    const step = send.spec.steps[attempt.step - 1];
    if (closes === "channel" && step !== undefined) {
      closedChannels.add(step.channel);
    }
    if (closes === "account") {
      accounts.add(accountOf(send, attempt.step, attempt.vendorIndex));
    }
  }
  return { channels: closedChannels, accounts };
}

function keyOfAttempt(send: EngineSend, attempt: EngineAttempt): string {
  return vendorKey(send, attempt.step, attempt.vendorIndex);
}

/** One account on one channel: what "another vendor" is compared by. */
function vendorKey(send: EngineSend, position: number, vendorIndex: number): string {
  return `${send.spec.steps[position - 1]?.channel} ${accountOf(send, position, vendorIndex)}`;
}

function accountOf(send: EngineSend, position: number, vendorIndex: number): string {
  const vendor = send.spec.steps[position - 1]?.vendors[vendorIndex];
  return `${vendor?.vendor} ${vendor?.accountId ?? ""}`;
}
