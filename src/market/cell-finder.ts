import { coin, keyOf } from "./coin.js";
import type { Market } from "./market.js";
import type { MarketCell } from "./market-parts.js";

/** Finds the cell of a recipient. */
export interface CellFinder {
  /**
   * The cell with the longest prefix of this E.164 number; "*" for an address; null when no prefix
   * matches.
   */
  byPrefix(to: string): MarketCell | null;
  /**
   * One of the country's cells by weight, always the same for the same number; null when it has
   * none.
   */
  byCountry(to: string, country: string): MarketCell | null;
}

/** Prepares the prefixes of a market: a look-up takes at most 15 steps. */
export function cellFinder(market: Market): CellFinder {
  const cells = new Map<string, MarketCell>();
  for (const cell of market.cells) {
    for (const prefix of cell.prefixes) {
      cells.set(prefix, cell);
    }
  }
  return {
    byPrefix(to) {
      if (to.includes("@")) {
        return market.cellById.get("*") ?? null;
      }
      for (let length = Math.min(15, to.length - 1); length > 0; length -= 1) {
        const cell = cells.get(to.slice(1, 1 + length));
        if (cell !== undefined) {
          return cell;
        }
      }
      return null;
    },
    byCountry: (to, country) => cellByWeight(market, to, country),
  };
}

function cellByWeight(market: Market, to: string, country: string): MarketCell | null {
  const cells = market.cells.filter((cell) => cell.country === country);
  const total = cells.reduce((sum, cell) => sum + cell.weight, 0);
  let left = coin(keyOf(to), 0) * total;
  for (const cell of cells) {
    left -= cell.weight;
    if (left <= 0) {
      return cell;
    }
  }
  return cells[0] ?? null;
}
