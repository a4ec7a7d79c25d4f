import { numberFacts } from "../market/attempt-fate.js";
import { cellNumber } from "../market/cell-number.js";
import { keyOf, mixKeys } from "../market/coin.js";
import type { Market } from "../market/market.js";
import type { Scenario } from "../market/scenario.js";

/**
 * Valid numbers of a network, always the same ones.
 *
 * @param cellId one of the scenario's cells that has prefixes
 * @param count  how many; they are taken from its prefixes in turn
 * @returns E.164 numbers, fewer than `count` when the cell has no prefixes or they make no valid
 *   number
 */
export function exampleNumbers(scenario: Scenario, cellId: string, count: number): string[] {
  const prefixes = scenario.cells.find((cell) => cell.id === cellId)?.prefixes ?? [];
  const numbers = new Set<string>();
  for (let turn = 0; numbers.size < count && turn < 20 * count; turn += 1) {
    const prefix = prefixes[turn % prefixes.length];
    const number = prefix === undefined ? null : cellNumber(prefix, mixKeys(keyOf(prefix), turn));
    if (number !== null) {
      numbers.add(number);
    }
  }
  return [...numbers];
}

/**
 * As `exampleNumbers`, but only numbers that are in use, and on WhatsApp, in this market under its
 * seed: the ones to show to people who try it.
 */
export function liveNumbers(market: Market, cellId: string, count: number): string[] {
  const cell = market.cellById.get(cellId);
  if (cell === undefined) {
    return [];
  }
  return exampleNumbers(market.scenario, cellId, 10 * count)
    .filter((number) => {
      const facts = numberFacts(market, keyOf(number), cell);
      return !facts.isDead && facts.hasWhatsapp;
    })
    .slice(0, count);
}
