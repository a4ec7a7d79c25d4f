import type { Figure, Goal, RunInContext } from "./figure.js";
import { outageKind } from "./outage-kind.js";
import type { OutageResult } from "./outage-watch.js";
import type { PolicyName } from "./policy-list.js";
import type { PolicyRun } from "./policy-run.js";
import { oracleShare } from "./run-result.js";

const high = (must: number, aim: number | null, over: Goal["over"] = "mean"): Goal => ({
  over,
  better: "higher",
  must,
  aim,
});
const low = (must: number, aim: number | null, over: Goal["over"] = "mean"): Goal => ({
  over,
  better: "lower",
  must,
  aim,
});

/** A figure that is a member of every run. */
function plain(
  number: number | null,
  name: string,
  unit: Figure["unit"],
  member: (run: PolicyRun) => number | null,
  goals: readonly Goal[] = [],
): Figure {
  return { number, name, unit, against: [], read: ({ run }) => present(member(run)), goals };
}

/** A figure that is a member of a run as a change against another policy's. */
function change(
  number: number,
  name: string,
  against: PolicyName,
  member: (run: PolicyRun) => number | null,
  goals: readonly Goal[],
  isFair: (run: RunInContext) => boolean = () => true,
): Figure {
  return {
    number,
    name,
    unit: "change",
    against: [against],
    read(context) {
      const beside = context.beside(against);
      const other = beside === null ? null : member(beside);
      const own = member(context.run);
      return own === null || !other || !isFair(context) ? [] : [own / other - 1];
    },
    goals,
  };
}

/** All that a policy is judged by, in the order in which it is shown. */
export const figureList: readonly Figure[] = [
  plain(null, "activation", "share", ({ activation }) => activation),
  plain(null, "cost per verified user", "money", ({ costPerVerified }) => costPerVerified),
  plain(null, "value", "money", ({ value }) => value),
  plain(null, "time to handset p50", "seconds", (run) => inSec(run.timeToHandsetMsP50)),
  plain(null, "time to handset p95", "seconds", (run) => inSec(run.timeToHandsetMsP95)),
  change(
    1,
    "activation against static",
    "static",
    ({ activation }) => activation,
    [high(0.15, 0.18), high(0.13, null, "each scenario")],
    hasNoBudget,
  ),
  change(
    2,
    "cost per verified against static",
    "static",
    ({ costPerVerified }) => costPerVerified,
    [low(-0.43, -0.52, "each scenario")],
  ),
  change(3, "cost per verified against fixed", "fixed", ({ costPerVerified }) => costPerVerified, [
    low(-0.43, -0.52),
  ]),
  change(
    3,
    "activation against fixed",
    "fixed",
    ({ activation }) => activation,
    [high(-0.01, 0.005)],
    hasNoBudget,
  ),
  shareOfOracle(4, "share of the clairvoyant's value", () => true, [
    high(0.985, 0.993),
    high(0.97, null, "each run"),
  ]),
  {
    number: 5,
    name: "time to handset p95 as a share of static's",
    unit: "share",
    against: ["static"],
    read({ run, beside }) {
      const other = beside("static")?.timeToHandsetMsP95;
      return run.timeToHandsetMsP95 === null || !other ? [] : [run.timeToHandsetMsP95 / other];
    },
    goals: [low(0.52, 0.42)],
  },
  plain(6, "failover p50", "seconds", (run) => inSec(run.failoverMsP50), [low(11, 8)]),
  plain(6, "failover p95", "seconds", (run) => inSec(run.failoverMsP95), [low(42, 32)]),
  plain(7, "code within 30 s, live numbers", "share", ({ codeWithin30s }) => codeWithin30s, [
    high(0.955, 0.97),
  ]),
  outageFigure(
    8,
    "lost to a dead shared upstream",
    "UPSTREAM",
    ({ firstAttemptsLost }) => firstAttemptsLost,
    [low(20, 10)],
  ),
  outageFigure(
    9,
    "lost to a vendor dead in a country",
    "VENDOR_IN_COUNTRY",
    (outage) => outage.firstAttemptsLost,
    [low(45, 25)],
  ),
  {
    ...outageFigure(9, "… rerouted", "VENDOR_IN_COUNTRY", ({ rerouted }) => (rerouted ? 1 : 0), [
      high(1, 1, "each run"),
    ]),
    unit: "share",
  },
  shareOfOracle(10, "share of the clairvoyant's value under attack", isAttacked, [
    high(0.98, 0.99),
  ]),
  plain(10, "attack sends refused", "share", ({ attackRefused }) => attackRefused, [
    high(0.75, 0.9),
  ]),
  {
    number: 10,
    name: "genuine sends refused under attack",
    unit: "share",
    against: [],
    read: (context) => (isAttacked(context) ? present(context.run.genuineRefused) : []),
    goals: [low(0.006, 0.005)],
  },
  shareOfOracle(11, "share of the clairvoyant's value, binding budget", isBudgetBinding, [
    high(0.985, 0.993),
  ]),
  plain(11, "overspend", "money", ({ overspend }) => overspend, [low(0, 0, "each run")]),
  plain(12, "duplicates per send", "share", ({ duplicatesPerSend }) => duplicatesPerSend, [
    low(0.12, 0.08),
  ]),
  plain(12, "wasted share of spend", "share", ({ wastedSpendShare }) => wastedSpendShare, [
    low(0.18, 0.15),
  ]),
  plain(13, "one decision, mean", "micros", ({ decisionMicrosMean }) => decisionMicrosMean, [
    low(100, 30),
  ]),
  plain(13, "one decision, p99", "micros", ({ decisionMicrosP99 }) => decisionMicrosP99, [
    low(1000, null),
  ]),
];

function shareOfOracle(
  number: number,
  name: string,
  arises: (context: RunInContext) => boolean,
  goals: readonly Goal[],
): Figure {
  return {
    number,
    name,
    unit: "share",
    against: ["oracle"],
    read: (context) =>
      arises(context) ? present(oracleShare(context.run, context.beside("oracle"))) : [],
    goals,
  };
}

// What was sent elsewhere anyway cannot be rerouted.
const shareMin = { UPSTREAM: 0.5, VENDOR_IN_COUNTRY: 0.1 } as const;

function outageFigure(
  number: number,
  name: string,
  kind: keyof typeof shareMin,
  read: (outage: OutageResult) => number,
  goals: readonly Goal[],
): Figure {
  return {
    number,
    name,
    unit: "count",
    against: [],
    read({ scenario, run }) {
      const events = scenario.events.filter(({ outage }) => outage);
      return run.outages
        .filter((outage, index) => {
          const event = events[index];
          const share = kind === "UPSTREAM" ? outage.shareOfAll : outage.shareBefore;
          return (
            event !== undefined &&
            outage.rerouted !== null &&
            share >= shareMin[kind] &&
            outageKind(scenario, event) === kind
          );
        })
        .map(read);
    },
    goals,
  };
}

function hasNoBudget({ scenario }: RunInContext): boolean {
  return scenario.plan.budget === null;
}

function isAttacked({ run }: RunInContext): boolean {
  return run.attackRefused !== null;
}

/** Whether the clairvoyant, else the policy itself, spends nearly all that it may. */
function isBudgetBinding({ scenario, run, beside }: RunInContext): boolean {
  const { budget } = scenario.plan;
  if (budget === null) {
    return false;
  }
  const allowed = (budget.amount * scenario.horizon_s) / budget.period_s;
  const judged = beside("oracle") ?? run;
  return judged.isBudgetBinding || judged.spend >= 0.9 * allowed;
}

function inSec(ms: number | null): number | null {
  return ms === null ? null : ms / 1000;
}

function present(value: number | null): readonly number[] {
  return value === null ? [] : [value];
}
