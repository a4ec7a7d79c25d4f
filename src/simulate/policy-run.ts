import type { Scenario } from "../market/scenario.js";
import { openMarket } from "../market/market.js";
import type { OutageResult } from "./outage-watch.js";
import { Player } from "./player.js";
import { type PlayedName, waysToPlay } from "./policy-list.js";
import type { Policy } from "./policy/policy.js";
import type { Market } from "../market/market.js";

/** What one policy reached in one scenario under one seed. Null = nothing to measure it by. */
export interface PolicyRun {
  readonly scenario: string;
  readonly policy: PlayedName;
  readonly seed: number;
  /** Genuine requests; attacks are counted apart. */
  readonly requested: number;
  readonly verified: number;
  readonly activation: number | null;
  /** In the scenario's currency. */
  readonly spend: number;
  readonly costPerVerified: number | null;
  readonly value: number;
  readonly timeToHandsetMsP50: number | null;
  readonly timeToHandsetMsP95: number | null;
  /** Of the requests from numbers that work. */
  readonly codeWithin30s: number | null;
  readonly failoverMsP50: number | null;
  readonly failoverMsP95: number | null;
  readonly duplicatesPerSend: number | null;
  readonly wastedSpendShare: number | null;
  readonly attackRefused: number | null;
  readonly genuineRefused: number | null;
  /** Null without a budget. */
  readonly overspend: number | null;
  /** True once a budget had no room for an attempt. */
  readonly isBudgetBinding: boolean;
  readonly decisionMicrosMean: number | null;
  readonly decisionMicrosP99: number | null;
  readonly outages: readonly OutageResult[];
  /** First attempts by vendor, in equal spans of the scenario's time. */
  readonly vendors: readonly string[];
  readonly vendorSpans: readonly (readonly number[])[];
}

/**
 * Plays a policy through a scenario.
 *
 * @param onProgress is told the share of the work that is done, now and then
 */
export function runPolicy(
  scenario: Scenario,
  policy: PlayedName,
  seed: number,
  onProgress: (share: number) => void,
): PolicyRun {
  const ways = waysToPlay(policy);
  const runs = ways.map((open, index) =>
    playThrough(scenario, policy, seed, open, (share) => onProgress((index + share) / ways.length)),
  );
  const [best] = runs.toSorted((left, right) => right.value - left.value);
  if (best === undefined) {
    throw new Error(`there is no way to play ${policy}`);
  }
  return best;
}

const progressSteps = 50;

function playThrough(
  scenario: Scenario,
  name: PlayedName,
  seed: number,
  open: (market: Market) => Policy,
  onProgress: (share: number) => void,
): PolicyRun {
  // A market of its own: what one policy makes it work out is not another one's.
  const market = openMarket(scenario, seed);
  const player = new Player(market, open(market));
  for (let step = 1; step <= progressSteps; step += 1) {
    player.playUntil((scenario.horizon_s * step) / progressSteps);
    onProgress(step / progressSteps);
  }
  player.playUntil(Number.POSITIVE_INFINITY);
  return resultOf(player, name, seed);
}

function resultOf(player: Player, policy: PlayedName, seed: number): PolicyRun {
  const { tally, purse, outages, vendorShares, market } = player;
  const { scenario } = market;
  const { requested, verified, handsetSec, failoverSec, decisionMicros } = tally;
  const spend = purse.spentMicros / 1e6;
  return {
    scenario: scenario.name,
    policy,
    seed,
    requested,
    verified,
    activation: ratio(verified, requested),
    spend,
    costPerVerified: ratio(spend, verified),
    value: scenario.plan.value_per_verified * verified - spend,
    timeToHandsetMsP50: inMs(handsetSec.quantile(0.5)),
    timeToHandsetMsP95: inMs(handsetSec.quantile(0.95)),
    codeWithin30s: ratio(tally.withinPrompt, tally.liveNumbers),
    failoverMsP50: inMs(failoverSec.quantile(0.5)),
    failoverMsP95: inMs(failoverSec.quantile(0.95)),
    duplicatesPerSend: ratio(tally.duplicates, requested),
    wastedSpendShare: ratio(tally.wastedMicros / 1e6, spend),
    attackRefused: ratio(tally.attacksRefused, tally.attacks),
    genuineRefused: ratio(tally.genuineRefused, requested),
    overspend: scenario.plan.budget === null ? null : purse.overspentMicros / 1e6,
    isBudgetBinding: purse.hasRefused,
    decisionMicrosMean: ratio(tally.decisionCpuMicros, decisionMicros.count),
    decisionMicrosP99: decisionMicros.quantile(0.99),
    outages: outages.results(),
    vendors: vendorShares.vendors,
    vendorSpans: vendorShares.spans(),
  };
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function inMs(sec: number | null): number | null {
  return sec === null ? null : Math.round(sec * 1000);
}
