import {
  planRateChange,
  type RateChange,
  type RateRules,
  type RatesOfOffer,
  type StoredOffer,
} from "./plan-rate-change.js";
import { placeKey, type RateRow } from "./rate-row.js";
import type { SheetPreview } from "./sheet-preview.js";

/**
 * Compares a sheet with what is stored for the same vendor and account, a part at a time: first
 * what is stored, each offer once, then what is left over.
 */
export class SheetComparison {
  readonly #met = new Set<readonly RateRow[]>();

  /**
   * @param byPlace the sheet's sound lines by `placeKey`
   * @param preview notes the changes for people; null = nobody looks
   */
  constructor(
    private readonly byPlace: ReadonlyMap<string, readonly RateRow[]>,
    private readonly rules: RateRules,
    private readonly preview: SheetPreview | null = null,
  ) {}

  /** What becomes of these offers. O(offers + their lines). */
  changeStored(offers: readonly StoredOffer[]): RateChange {
    const compared = offers.map((stored): RatesOfOffer => {
      const rows = this.byPlace.get(placeKey(stored));
      if (rows !== undefined) {
        this.#met.add(rows);
      }
      if (rows !== undefined || !this.rules.spared.has(placeKey(stored))) {
        this.preview?.compare(stored, rows ?? [], this.rules.mode);
      }
      return { stored, rows: rows ?? [] };
    });
    return planRateChange(compared, this.rules);
  }

  /**
   * The offers that were not stored, `size` of them at a time; each part is worked out when it is
   * asked for.
   */
  *addOthers(size: number): Generator<() => RateChange, void> {
    let part: RatesOfOffer[] = [];
    for (const rows of this.byPlace.values()) {
      if (!this.#met.has(rows)) {
        part.push({ stored: null, rows });
        this.preview?.add(rows);
      }
      if (part.length === size) {
        const full = part;
        part = [];
        yield () => planRateChange(full, this.rules);
      }
    }
    if (part.length > 0) {
      yield () => planRateChange(part, this.rules);
    }
  }
}
