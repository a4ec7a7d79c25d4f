/** From here up a draw is rare. */
const rareFrom = 0.8;

/**
 * A draw that is rare more often than by chance, and what it weighs for that: late arrivals and
 * failovers hang on the few first messages that are lost or slow, and are told by more sends so.
 *
 * @param draw  uniform in [0, 1)
 * @param share of draws that become rare ones, above 0.2 and below 1
 * @returns `value` in [0, 1), rising with the draw; weights are 1 on average
 * Source: importance sampling by strata (W. Cochran, Sampling Techniques, 1977, 5.5).
 */
export function rareDraw(
  draw: number,
  share: number,
): { readonly value: number; readonly weight: number } {
  const usual = 1 - share;
  return draw < usual
    ? { value: (draw / usual) * rareFrom, weight: rareFrom / usual }
    : {
        value: rareFrom + ((draw - usual) / share) * (1 - rareFrom),
        weight: (1 - rareFrom) / share,
      };
}
