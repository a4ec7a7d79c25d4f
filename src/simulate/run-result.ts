import type { OutageResult } from "./outage-watch.js";
import type { PolicyRun } from "./policy-run.js";

/** One line of the JSON: a run beside the clairvoyant's of the same scenario and seed. */
export interface RunResult
  extends Omit<PolicyRun, "isBudgetBinding" | "vendors" | "vendorSpans" | "outages"> {
  /** Value as a share of the clairvoyant's; null where that was not run, or made no value. */
  readonly oracleShare: number | null;
  readonly outages: readonly Pick<OutageResult, "name" | "firstAttemptsLost" | "rerouted">[];
}

/** What is written of a run. */
export function runResult(run: PolicyRun, oracle: PolicyRun | null): RunResult {
  return {
    scenario: run.scenario,
    policy: run.policy,
    seed: run.seed,
    requested: run.requested,
    verified: run.verified,
    activation: run.activation,
    spend: run.spend,
    costPerVerified: run.costPerVerified,
    value: run.value,
    oracleShare: oracleShare(run, oracle),
    timeToHandsetMsP50: run.timeToHandsetMsP50,
    timeToHandsetMsP95: run.timeToHandsetMsP95,
    codeWithin30s: run.codeWithin30s,
    failoverMsP50: run.failoverMsP50,
    failoverMsP95: run.failoverMsP95,
    duplicatesPerSend: run.duplicatesPerSend,
    wastedSpendShare: run.wastedSpendShare,
    attackRefused: run.attackRefused,
    genuineRefused: run.genuineRefused,
    overspend: run.overspend,
    decisionMicrosMean: run.decisionMicrosMean,
    decisionMicrosP99: run.decisionMicrosP99,
    outages: run.outages.map(({ name, firstAttemptsLost, rerouted }) => ({
      name,
      firstAttemptsLost,
      rerouted,
    })),
  };
}

/** Value as a share of the clairvoyant's; null where there is nothing to compare with. */
export function oracleShare(run: PolicyRun, oracle: PolicyRun | null): number | null {
  return oracle === null || oracle.value <= 0 ? null : run.value / oracle.value;
}
