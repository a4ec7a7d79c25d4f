import { cellNumber } from "../market/cell-number.js";
import { coin, keyOf, mixKeys } from "../market/coin.js";
import type { Market } from "../market/market.js";
import type { MarketCell } from "../market/market-parts.js";
import { codeTypedAtSec, userBehaviour } from "../market/user-behaviour.js";
import { channelName } from "../market/rate-sheet.js";
import { type MarketChannel, marketChannels } from "../market/scenario.js";

/** Who asks one tenant for codes. */
export interface CrowdFacts {
  /** Share of the people by country; in a country the cells' weights decide. */
  readonly countries: Readonly<Record<string, number>>;
  /** How many different people there are; some ask far more often than others. */
  readonly people: number;
  /** Share of people whose e-mail address is known. */
  readonly emailShare: number;
  /** What their addresses end with. */
  readonly domain: string;
}

/** Somebody who asks for a code, and what they will do. Seconds count from the request. */
export interface Visitor {
  readonly phone: string;
  readonly email: string | null;
  readonly country: string;
  /** Gaps between the request and each time that they ask again while nothing has arrived. */
  readonly resendGapsSec: readonly number[];
  /** True when the first code that they type is wrong. */
  readonly mistypes: boolean;
  /** When a code that arrived is typed; null = never. */
  typesAtSec(arrivedAtSec: number, channel: string, resends: number): number | null;
}

// Questions asked of a person's key, then of a visit's.
const ask = { cell: 1, prefix: 2, email: 3 } as const;
const askVisit = { who: 1, mistype: 2 } as const;
// Above 1: the lower a person's number, the more often they come.
const skew = 1.7;
const mistypeShare = 0.05;

/** The people of one tenant, the same ones for the same key; `visit` counts their requests. */
export function openCrowd(
  market: Market,
  key: number,
  facts: CrowdFacts,
): (visit: number) => Visitor | null {
  const cells = weightedCells(market, facts.countries);
  const known = new Map<number, Person | null>();
  return (visit) => {
    const visitKey = mixKeys(key, visit);
    const index = Math.floor(facts.people * coin(visitKey, askVisit.who) ** skew);
    let person = known.get(index);
    if (person === undefined) {
      person = personOf(cells, mixKeys(mixKeys(key, 1), index), index, facts);
      known.set(index, person);
    }
    return person === null ? null : visitorOf(market, person, visitKey);
  };
}

interface Person {
  readonly phone: string;
  readonly email: string | null;
  readonly cell: MarketCell;
}

interface WeightedCell {
  readonly cell: MarketCell;
  /** Upper end of its span of all shares laid end to end, up to 1. */
  readonly end: number;
}

function weightedCells(
  market: Market,
  countries: CrowdFacts["countries"],
): readonly WeightedCell[] {
  const cells = market.cells.filter((cell) => cell.prefixes.length > 0);
  const weightIn = (country: string): number =>
    cells.reduce((sum, cell) => sum + (cell.country === country ? cell.weight : 0), 0);
  const total = Object.values(countries).reduce((sum, share) => sum + share, 0);
  let end = 0;
  return cells.map((cell) => {
    const share = countries[cell.country] ?? 0;
    end += share === 0 ? 0 : ((share / total) * cell.weight) / weightIn(cell.country);
    return { cell, end };
  });
}

function personOf(
  cells: readonly WeightedCell[],
  key: number,
  index: number,
  facts: CrowdFacts,
): Person | null {
  const place = coin(key, ask.cell);
  const cell = (cells.find(({ end }) => place < end) ?? cells.at(-1))?.cell;
  const prefixes = cell?.prefixes ?? [];
  const prefix = prefixes[Math.floor(coin(key, ask.prefix) * prefixes.length)];
  const phone = prefix === undefined ? null : cellNumber(prefix, key);
  const hasEmail = coin(key, ask.email) < facts.emailShare;
  return cell === undefined || phone === null
    ? null
    : { phone, cell, email: hasEmail ? `user${index + 1}@${facts.domain}` : null };
}

function visitorOf(market: Market, person: Person, visitKey: number): Visitor {
  const { phone, email, cell } = person;
  // The number's facts hang on the number alone; what somebody does differs from visit to visit.
  const behaviour = userBehaviour(market, mixKeys(keyOf(phone), visitKey), cell, false);
  return {
    phone,
    email,
    country: cell.country,
    resendGapsSec: behaviour.resendGapsSec,
    mistypes: coin(visitKey, askVisit.mistype) < mistypeShare,
    typesAtSec(arrivedAtSec, channel, resends) {
      const way = marketChannels.find((one: MarketChannel) => channelName(one) === channel);
      return way === undefined
        ? null
        : codeTypedAtSec(market, behaviour, arrivedAtSec, way, resends);
    },
  };
}
