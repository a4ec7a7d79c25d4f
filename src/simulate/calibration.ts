// Short turns: the best one is not interrupted.
const rounds = 5000;
const turns = 200;

/**
 * How long a fixed piece of arithmetic takes here, in nanoseconds a round, the best of many turns:
 * what decision times of different machines are compared by. Takes about 0.1 s.
 */
export function calibrate(): number {
  let best = Number.POSITIVE_INFINITY;
  let value = 1;
  for (let turn = 0; turn < turns; turn += 1) {
    const startedAt = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      value = Math.log(1 + Math.exp(-value)) + 1 / (1 + round);
    }
    best = Math.min(best, performance.now() - startedAt);
  }
  // The value is used, so that the loop cannot be left out.
  return Number.isFinite(value) ? (best * 1e6) / rounds : Number.NaN;
}
