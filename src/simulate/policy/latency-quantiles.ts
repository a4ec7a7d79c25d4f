import type { Conditions } from "../../market/market-parts.js";

/**
 * Quantiles at (i + 0.5) / points of the seconds from the hand-over to the handset: a lognormal, of
 * which a share is `tailMult` times as slow.
 */
export function latencyQuantiles(
  { medianSec, sigma, tailP, tailMult }: Conditions,
  points: number,
): Float64Array {
  const below = (sec: number): number => {
    const body = Math.log(sec / medianSec);
    const tail = body - Math.log(tailMult);
    return (1 - tailP) * normalBelow(body, sigma) + tailP * normalBelow(tail, sigma);
  };
  return Float64Array.from({ length: points }, (_, index) => {
    let low = medianSec * Math.exp(-6 * sigma - 0.01);
    let high = medianSec * tailMult * Math.exp(6 * sigma + 0.01);
    for (let round = 0; round < 40; round += 1) {
      const middle = Math.sqrt(low * high);
      if (below(middle) < (index + 0.5) / points) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.sqrt(low * high);
  });
}

/** P(X < x) of a normal around 0, within 1.5e-7: Abramowitz and Stegun, 7.1.26. */
function normalBelow(x: number, deviation: number): number {
  if (deviation === 0) {
    return x < 0 ? 0 : 1;
  }
  const z = Math.abs(x) / (deviation * Math.SQRT2);
  const t = 1 / (1 + 0.3275911 * z);
  const series =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const tail = 0.5 * series * Math.exp(-z * z);
  return x < 0 ? tail : 1 - tail;
}
