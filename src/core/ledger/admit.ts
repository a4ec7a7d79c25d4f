import assert from "node:assert/strict";
import type { BudgetAction } from "./budget.js";

/** One budget period, read under its row lock. Amounts in the tenant's currency. */
export interface PeriodState {
  readonly key: string;
  readonly limitMicros: bigint;
  readonly spentMicros: bigint;
  readonly heldMicros: bigint;
  readonly onExhausted: BudgetAction;
}

/** One way to make an attempt: its price, and every period that it falls under. */
export interface HoldOption {
  /** 0 or more. */
  readonly amountMicros: bigint;
  /** Any order, no repeats; empty when no budget applies. */
  readonly periodKeys: readonly string[];
}

/**
 * One attempt that asks for money: options[0] is the chosen one, the others are its fallbacks, best
 * first.
 */
export interface HoldRequest {
  readonly options: readonly HoldOption[];
}

/** Whether an attempt may start, and at which of its options. */
export type HoldResult =
  | { readonly kind: "admitted"; readonly option: number }
  /** The period that left no room for the chosen option. */
  | { readonly kind: "refused"; readonly periodKey: string };

/** What a batch of requests came to. */
export interface Admission {
  /** One per request, in their order. */
  readonly results: readonly HoldResult[];
  /** What to add to each period's `held`; only periods that take something. */
  readonly holds: ReadonlyMap<string, bigint>;
}

/**
 * Admits attempts in arrival order against all periods at once. An attempt that does not fit takes
 * nothing from any. ALERT_ONLY never refuses, and what is free always fits. Fallbacks are tried
 * only when every period that refuses the chosen option says CHEAPER_STEPS_ONLY. A key without a
 * period throws: the caller locks every row that it names. Pure; O(requests × options × keys).
 */
export function admit(
  periods: ReadonlyMap<string, PeriodState>,
  requests: readonly HoldRequest[],
): Admission {
  const holds = new Map<string, bigint>();
  const results = requests.map((request) => admitOne(periods, holds, request));
  return { results, holds };
}

function admitOne(
  periods: ReadonlyMap<string, PeriodState>,
  holds: Map<string, bigint>,
  { options }: HoldRequest,
): HoldResult {
  const [chosen] = options;
  assert(chosen !== undefined, "a hold request has at least one option");
  const refusing = periodsWithoutRoom(periods, holds, chosen);
  const blocking = refusing.find((period) => period.onExhausted === "BLOCK") ?? refusing[0];
  if (blocking === undefined) {
    take(holds, chosen);
    return { kind: "admitted", option: 0 };
  }
  if (blocking.onExhausted === "BLOCK") {
    return { kind: "refused", periodKey: blocking.key };
  }
  const fitting = options.findIndex(
    (option) => periodsWithoutRoom(periods, holds, option).length === 0,
  );
  const cheaper = options[fitting];
  if (cheaper !== undefined) {
    take(holds, cheaper);
    return { kind: "admitted", option: fitting };
  }
  return { kind: "refused", periodKey: blocking.key };
}

function periodsWithoutRoom(
  periods: ReadonlyMap<string, PeriodState>,
  holds: ReadonlyMap<string, bigint>,
  option: HoldOption,
): readonly PeriodState[] {
  return option.periodKeys.flatMap((key) => {
    const period = periods.get(key);
    assert(period !== undefined, `budget period ${key} was not locked`);
    const taken = period.spentMicros + period.heldMicros + (holds.get(key) ?? 0n);
    const hasRoom =
      option.amountMicros === 0n ||
      period.onExhausted === "ALERT_ONLY" ||
      taken + option.amountMicros <= period.limitMicros;
    return hasRoom ? [] : [period];
  });
}

function take(holds: Map<string, bigint>, option: HoldOption): void {
  if (option.amountMicros > 0n) {
    for (const key of option.periodKeys) {
      holds.set(key, (holds.get(key) ?? 0n) + option.amountMicros);
    }
  }
}
