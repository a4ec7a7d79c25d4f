/**
 * A rate whose little evidence leans on what is known more widely: (hits + k × wider) / (trials +
 * k),
 * the mean of a beta (or gamma) posterior whose prior weighs `k` trials.
 *
 * @param hits   0..trials for a share; any for a ratio
 * @param trials decayed, 0 up
 * @param wider  the rate one level up
 * @param weight k, trials
 */
export function shrunk(hits: number, trials: number, wider: number, weight: number): number {
  return (hits + weight * wider) / (trials + weight);
}

/**
 * Trials that stand behind a shrunk rate: its own, and of the wider level's as many as were leant
 * on.
 */
export function evidenceBehind(trials: number, widerTrials: number, weight: number): number {
  return trials + Math.min(weight, widerTrials);
}
