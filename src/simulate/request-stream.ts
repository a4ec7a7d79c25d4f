import { coin, keyOf, mixKeys } from "../market/coin.js";
import type { Market } from "../market/market.js";
import type { MarketCell } from "../market/market-parts.js";
import type { Scenario } from "../market/scenario.js";

/** Somebody asks for a code. */
export interface Request {
  readonly atSec: number;
  /** Of the send; everything that happens to it hangs on this and the seed. */
  readonly key: number;
  readonly cell: MarketCell;
  /** The first digits of the number, as far as a guard looks at them. */
  readonly prefix: string;
  readonly isAttack: boolean;
}

// Questions asked of a stream's key at each candidate moment, then of a send's key.
const ask = { gap: 1, keep: 2 } as const;
const askSend = { cell: 31, prefix: 32 } as const;

const daySec = 86_400;

/**
 * All requests of a scenario, genuine and attacks, in the order of time: Poisson processes that are
 * hashes of the seed, so that every policy meets the same people at the same moments.
 */
export function* requestStream(market: Market): Generator<Request> {
  const sources = [
    genuineRequests(market),
    ...market.scenario.pumping.map((attack, index) => attackRequests(market, attack, index)),
  ];
  const heads = sources.map((source) => source.next().value ?? null);
  for (;;) {
    let first = -1;
    for (let index = 0; index < heads.length; index += 1) {
      const head = heads[index];
      if (head && head.atSec < (heads[first]?.atSec ?? Number.POSITIVE_INFINITY)) {
        first = index;
      }
    }
    const next = heads[first];
    if (!next) {
      return;
    }
    yield next;
    heads[first] = sources[first]?.next().value ?? null;
  }
}

/** How many people ask per second at a moment, attacks apart. */
export function genuineRate(traffic: Scenario["traffic"], atSec: number): number {
  const { amplitude, peak_hour } = traffic.diurnal;
  const hour = (atSec / 3600) % 24;
  const wave = 1 + amplitude * Math.cos((2 * Math.PI * (hour - peak_hour)) / 24);
  return (traffic.sends_per_day / daySec) * wave;
}

/** The prefixes of a cell that an attack comes from, one or more of the cell's. */
export function attackedPrefixes(
  scenario: Scenario,
  attack: Scenario["pumping"][number],
  index: number,
): readonly string[] {
  const all = scenario.traffic.prefixes_per_cell;
  const key = mixKeys(keyOf(attack.cell), index);
  const first = Math.floor(coin(key, 0) * all);
  return Array.from({ length: Math.min(attack.prefixes, all) }, (_, place) =>
    prefixName(attack.cell, (first + place) % all),
  );
}

// Thinning: moments at the peak's rate, of which each is kept with the share that its hour has.
function* genuineRequests(market: Market): Generator<Request> {
  const { traffic, horizon_s } = market.scenario;
  const key = mixKeys(market.seed, keyOf("requests"));
  const sendKeys = keyOf("send");
  const peak = (traffic.sends_per_day / daySec) * (1 + traffic.diurnal.amplitude);
  const cells = cellsByWeight(market);
  let atSec = 0;
  for (let index = 0; ; index += 1) {
    const candidate = mixKeys(key, index);
    atSec += -Math.log(coin(candidate, ask.gap)) / peak;
    if (atSec >= horizon_s) {
      return;
    }
    if (coin(candidate, ask.keep) * peak < genuineRate(traffic, atSec)) {
      const sendKey = mixKeys(sendKeys, index);
      const drawn = mixKeys(market.seed, sendKey);
      const cell = cells(coin(drawn, askSend.cell));
      const place = Math.floor(coin(drawn, askSend.prefix) * traffic.prefixes_per_cell);
      yield { atSec, key: sendKey, cell, prefix: prefixName(cell.id, place), isAttack: false };
    }
  }
}

function* attackRequests(
  market: Market,
  attack: Scenario["pumping"][number],
  index: number,
): Generator<Request> {
  const { scenario } = market;
  const cell = market.cellById.get(attack.cell);
  if (cell === undefined || attack.per_hour === 0) {
    return;
  }
  const key = mixKeys(market.seed, keyOf(`attack ${index}`));
  const sendKeys = keyOf(`attack send ${index}`);
  const prefixes = attackedPrefixes(scenario, attack, index);
  const until = Math.min(attack.until ?? scenario.horizon_s, scenario.horizon_s);
  let atSec = attack.at;
  for (let number = 0; ; number += 1) {
    const moment = mixKeys(key, number);
    atSec += -Math.log(coin(moment, ask.gap)) / (attack.per_hour / 3600);
    if (atSec >= until) {
      return;
    }
    const prefix = prefixes[Math.floor(coin(moment, ask.keep) * prefixes.length)] ?? "";
    yield { atSec, key: mixKeys(sendKeys, number), cell, prefix, isAttack: true };
  }
}

function prefixName(cellId: string, place: number): string {
  return `${cellId}#${place}`;
}

/** Finds the cell that a draw falls to, by the cells' weights. */
function cellsByWeight(market: Market): (draw: number) => MarketCell {
  const cells = market.cells.filter((cell) => cell.weight > 0);
  const total = cells.reduce((sum, cell) => sum + cell.weight, 0);
  return (draw) => {
    let left = draw * total;
    for (const cell of cells) {
      left -= cell.weight;
      if (left < 0) {
        return cell;
      }
    }
    const last = cells.at(-1);
    if (last === undefined) {
      throw new Error("a scenario has a cell with a weight");
    }
    return last;
  };
}
