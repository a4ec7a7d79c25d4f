import { cellKey, type StatCell } from "../core/stats/cell.js";
import type { RouteEvidence, RouteQuality } from "../core/route/evidence.js";

/** What was measured in one cell. */
export interface CellEvidence {
  readonly cell: StatCell;
  readonly evidence: RouteEvidence;
}

/** What was measured, as routing reads it. */
export interface QualityReader {
  /**
   * What the market shows of the last 24 hours; null when it was not worked out anew since then.
   */
  readMarketQuality(
    since: Date | null,
  ): Promise<{ readonly asOf: Date; readonly cells: readonly CellEvidence[] } | null>;
  /** A tenant's own attempts of the last 24 hours. */
  readOwnQuality(tenantId: string, now: Date): Promise<readonly CellEvidence[]>;
}

/**
 * What was measured of all routes, kept current from outside: snapshots refer to these maps, so
 * that looking at them costs a send nothing but the look-up.
 */
export class QualityBoard {
  readonly #market = new Map<string, RouteEvidence>();
  readonly #own = new Map<string, Map<string, RouteEvidence>>();
  #marketAsOf: Date | null = null;

  /** What a tenant may know; changes as it is refreshed. */
  of(tenantId: string): RouteQuality {
    return { market: this.#market, own: this.#ownOf(tenantId) };
  }

  /** Reads everything anew that routing for these tenants looks at; nothing when there are none. */
  async refresh(reader: QualityReader, tenantIds: readonly string[], now: Date): Promise<void> {
    if (tenantIds.length === 0) {
      return;
    }
    const market = await reader.readMarketQuality(this.#marketAsOf);
    if (market !== null) {
      this.#marketAsOf = market.asOf;
      fill(this.#market, market.cells);
    }
    for (const tenantId of tenantIds) {
      fill(this.#ownOf(tenantId), await reader.readOwnQuality(tenantId, now));
    }
  }

  #ownOf(tenantId: string): Map<string, RouteEvidence> {
    const known = this.#own.get(tenantId);
    if (known !== undefined) {
      return known;
    }
    const made = new Map<string, RouteEvidence>();
    this.#own.set(tenantId, made);
    return made;
  }
}

function fill(map: Map<string, RouteEvidence>, cells: readonly CellEvidence[]): void {
  map.clear();
  for (const { cell, evidence } of cells) {
    map.set(cellKey(cell), evidence);
  }
}
