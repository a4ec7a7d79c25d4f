/**
 * Chances of the usable options at a first attempt: w_a = Φ((tot_a − tot*) / (α V g √(sd_a² +
 * sd*²))),
 * w* = 1/2; p_a = (1 − K f) w_a / Σ w + f. It explores like posterior sampling, needs no draw to be
 * explained, and gives exact propensities.
 *
 * @param worths     tot_a of every option; null = not usable
 * @param deviations of what an option earns, tenant's currency, times the exploration width
 * @param floors     f of every option, no more than half an equal share; one number = the same for
 *   all
 * @returns          chances in the order of the options, summing to 1; all 0 when none is usable
 * Source: W. R. Thompson, 1933; the pairwise form is this product's own.
 */
export function choiceChances(
  worths: readonly (number | null)[],
  deviations: readonly number[],
  floors: number | readonly number[],
): number[] {
  const best = bestOf(worths);
  if (best === null) {
    return worths.map(() => 0);
  }
  const top = worths[best] ?? 0;
  const ofBest = (deviations[best] ?? 0) ** 2;
  let usable = 0;
  for (const worth of worths) {
    usable += worth === null ? 0 : 1;
  }
  const weights: number[] = [];
  const least: number[] = [];
  let total = 0;
  let kept = 1;
  for (let index = 0; index < worths.length; index += 1) {
    const worth = worths[index] ?? null;
    let weight = 0;
    let floor = 0;
    if (worth !== null) {
      weight = index === best ? 0.5 : shareOf(worth - top, deviations[index] ?? 0, ofBest);
      floor = Math.min(typeof floors === "number" ? floors : (floors[index] ?? 0), 0.5 / usable);
    }
    weights.push(weight);
    least.push(floor);
    total += weight;
    kept -= floor;
  }
  const chances: number[] = [];
  for (let index = 0; index < worths.length; index += 1) {
    chances.push((kept * weights[index]!) / total + least[index]!);
  }
  return chances;
}

function shareOf(gap: number, deviation: number, ofBest: number): number {
  const variance = deviation * deviation + ofBest;
  return variance < 1e-24 ? 0 : normalShare(gap / Math.sqrt(variance));
}

/** Index of the highest worth; of equal ones the first; null when all are null. */
export function bestOf(worths: readonly (number | null)[]): number | null {
  let best: number | null = null;
  let top = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < worths.length; index += 1) {
    const worth = worths[index] ?? null;
    if (worth !== null && (best === null || worth > top)) {
      best = index;
      top = worth;
    }
  }
  return best;
}

/** The index whose span of the chances, laid end to end, holds the draw. */
export function drawnOption(chances: readonly number[], draw: number): number | null {
  let end = 0;
  let latest: number | null = null;
  for (let index = 0; index < chances.length; index += 1) {
    const chance = chances[index]!;
    if (chance > 0) {
      end += chance;
      latest = index;
      if (draw < end) {
        return index;
      }
    }
  }
  return latest;
}

/** Φ(x), off by 1e-5 at most (M. Abramowitz, I. Stegun, 26.2.16). */
export function normalShare(x: number): number {
  const t = 1 / (1 + 0.33267 * Math.abs(x));
  if (t < 0.26) {
    // Beyond 8 deviations.
    return x > 0 ? 1 : 0;
  }
  const tail =
    Math.exp((-x * x) / 2) * 0.3989422804 * t * (0.4361836 + t * (-0.1201676 + t * 0.937298));
  return x > 0 ? 1 - tail : tail;
}
