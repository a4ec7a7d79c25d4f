import type { Channel } from "../../otp/status.js";
import type { Objective, PlanSpec, PlanStep, StepOrder, StrategyName } from "../plan.js";

/** A vendor account's channel that could be a part of a plan; figures over all of the traffic. */
export interface AvailableVendor {
  readonly vendor: string;
  /** Null = the marketplace's account. */
  readonly accountId: string | null;
  readonly channel: Channel;
  /** Where it can be had. */
  readonly countries: readonly string[];
  /** Of a message, micro-units. */
  readonly priceMicros: number;
  /** P(a message arrives | a number that works), 0..1. */
  readonly arrives: number;
  /** Median seconds until it does. */
  readonly latencySec: number;
}

interface Style {
  readonly strategy: StrategyName;
  readonly vendorsOf: (vendors: readonly AvailableVendor[]) => readonly AvailableVendor[];
  readonly waitSec: number | null;
  readonly objective: Objective;
  readonly order: StepOrder;
}

const vendorsMax = 6;
const priorityMax = 3;
const specsMax = 72;
const channelsMax = 4;

const price = (one: AvailableVendor): number => one.priceMicros;
const pricePerArrival = (one: AvailableVendor): number =>
  one.priceMicros / Math.max(0.01, one.arrives);
const losses = (one: AvailableVendor): number => 1 - one.arrives;
const slowness = (one: AvailableVendor): number => one.latencySec / Math.max(0.01, one.arrives);

/**
 * Plans worth looking at: every channel alone, the best ones behind each other, each with vendors
 * picked by price, by price per message that arrives, by delivery, by speed, or by measured routing
 * under every objective; with short, usual and adaptive waits. The simpler ones come first; 72 at
 * the most.
 *
 * @param vendors one or more
 */
export function candidateSpecs(
  vendors: readonly AvailableVendor[],
  countries: readonly string[],
): readonly PlanSpec[] {
  const byChannel = Map.groupBy(vendors, ({ channel }) => channel);
  const found = new Map<string, PlanSpec>();
  for (const channels of sequencesOf(byChannel)) {
    for (const style of styles) {
      const steps = channels.map((channel) =>
        stepOf(channel, byChannel.get(channel) ?? [], style, countries),
      );
      const order = channels.length > 1 ? style.order : "AS_WRITTEN";
      const spec = draftSpec(steps, countries, style.objective, order);
      found.set(JSON.stringify([steps, order, usesObjective(spec) ? spec.objective : null]), spec);
    }
  }
  return [...found.values()].slice(0, specsMax);
}

/** The objective says nothing where the plan leaves nothing open. */
function usesObjective({ steps }: PlanSpec): boolean {
  return steps.some(({ strategy, waitSec }) => strategy === "SMART" || waitSec === null);
}

const smart: Omit<Style, "objective" | "order"> = {
  strategy: "SMART",
  vendorsOf: (vendors) => mixed(vendors).slice(0, vendorsMax),
  waitSec: null,
};
const written = { strategy: "PRIORITY", objective: "BALANCED", order: "AS_WRITTEN" } as const;
const styles: readonly Style[] = [
  { ...smart, objective: "BALANCED", order: "AS_WRITTEN" },
  { ...smart, objective: "CONVERSION", order: "AS_WRITTEN" },
  { ...smart, objective: "COST", order: "SMART" },
  { ...smart, objective: "CONVERSION", order: "SMART" },
  { ...written, vendorsOf: best(price, 1), waitSec: 30 },
  { ...written, vendorsOf: best(pricePerArrival, priorityMax), waitSec: null },
  { ...written, vendorsOf: best(losses, priorityMax), waitSec: 12 },
  { ...written, vendorsOf: best(slowness, priorityMax), waitSec: 6 },
  { ...written, vendorsOf: best(price, priorityMax), waitSec: 20 },
  { ...written, vendorsOf: best(slowness, priorityMax), waitSec: 3 },
];

function best(score: (one: AvailableVendor) => number, count: number): Style["vendorsOf"] {
  return (vendors) => sortedBy(vendors, score).slice(0, count);
}

/** The best by price per arrival and by delivery, in turns. */
function mixed(vendors: readonly AvailableVendor[]): readonly AvailableVendor[] {
  const byPrice = sortedBy(vendors, pricePerArrival);
  const byDelivery = sortedBy(vendors, losses);
  return [...new Set(byPrice.flatMap((one, index) => [one, byDelivery[index] ?? one]))];
}

function sortedBy(
  vendors: readonly AvailableVendor[],
  score: (one: AvailableVendor) => number,
): readonly AvailableVendor[] {
  return vendors.toSorted((one, other) => score(one) - score(other));
}

/** Channels behind each other: each alone, and the best by several standards first. */
function sequencesOf(
  byChannel: ReadonlyMap<Channel, readonly AvailableVendor[]>,
): readonly (readonly Channel[])[] {
  const least = (channel: Channel, score: (one: AvailableVendor) => number): number =>
    Math.min(...(byChannel.get(channel) ?? []).map(score));
  const orders = [pricePerArrival, losses, slowness].map((score) =>
    [...byChannel.keys()]
      .toSorted((one, other) => least(one, score) - least(other, score))
      .slice(0, channelsMax),
  );
  const [cheapest = []] = orders;
  const sequences = [
    ...orders.map((order) => order.slice(0, 2)),
    ...orders.map((order) => order.slice(0, 1)),
    cheapest.slice(0, 3),
    ...orders.map((order) => order.slice(0, channelsMax)),
    ...cheapest.map((channel) => [channel]),
  ];
  const byText = new Map(sequences.map((channels) => [channels.join(" "), channels]));
  return [...byText.values()].filter((channels) => channels.length > 0);
}

function stepOf(
  channel: Channel,
  vendors: readonly AvailableVendor[],
  { strategy, vendorsOf, waitSec }: Style,
  countries: readonly string[],
): PlanStep {
  const picked = vendorsOf(vendors);
  const served = countries.filter((country) =>
    picked.some((one) => one.countries.includes(country)),
  );
  return {
    channel,
    vendors: picked.map(({ vendor, accountId }) => ({ vendor, accountId, weight: null })),
    strategy,
    advanceOn: ["REJECTED", "UNDELIVERED"],
    waitSec,
    waitFor: "DELIVERED",
    maxAttempts: picked.length,
    countries: served.length === countries.length ? null : served,
  };
}

/** Where nothing is measured: the two cheapest channels, the cheapest vendor of each first. */
export function specByPrice(
  vendors: readonly AvailableVendor[],
  countries: readonly string[],
): PlanSpec {
  const byChannel = Map.groupBy(sortedBy(vendors, price), ({ channel }) => channel);
  const style: Style = {
    ...written,
    strategy: "CHEAPEST",
    vendorsOf: best(price, vendorsMax),
    waitSec: null,
  };
  const steps = [...byChannel]
    .slice(0, 2)
    .map(([channel, own]) => stepOf(channel, own, style, countries));
  return draftSpec(steps, countries, "BALANCED", "AS_WRITTEN");
}

/** A plan of these steps; the rest is what a plan has that does not say. */
export function draftSpec(
  steps: readonly PlanStep[],
  countries: readonly string[],
  objective: Objective,
  order: StepOrder,
): PlanSpec {
  return {
    steps,
    code: { length: 6, alphabet: "DIGITS", ttlSec: 300, maxChecks: 5, perAttempt: false },
    resend: { maxResends: 3, cooldownSec: 30, switchVendor: true },
    maxCostPerSendMicros: null,
    maxAttempts: 4,
    deadlineSec: 180,
    countries,
    objective,
    order,
    messages: [],
  };
}
