/** What was measured in one part of a window. */
export interface MeasuredPart {
  readonly from: string;
  readonly to: string;
  readonly attemptCount: number | null;
  readonly deliveryRate: number | null;
}

/** A stretch in which clearly less arrived than on the whole. */
export interface Drop {
  readonly from: string;
  readonly to: string;
  readonly attempts: number;
  readonly rate: number;
}

const attemptsLeast = 15;
const pointsLeast = 0.1;
/** Deviations of a binomial share: one part in some hundreds falls so low by chance. */
const deviations = 3;

/** Parts in a row that fell by 10 points and more than chance explains, as one. */
export function dropsOf(parts: readonly MeasuredPart[], usual: number | null): readonly Drop[] {
  const found: Drop[] = [];
  let last: Drop | null = null;
  for (const { from, to, attemptCount, deliveryRate } of parts) {
    const attempts = attemptCount ?? 0;
    const isLow = usual !== null && deliveryRate !== null && isDrop(deliveryRate, attempts, usual);
    if (!isLow) {
      last = null;
      continue;
    }
    const sum: number = (last?.attempts ?? 0) + attempts;
    const arrived: number = (last?.attempts ?? 0) * (last?.rate ?? 0) + attempts * deliveryRate;
    const drop: Drop = { from: last?.from ?? from, to, attempts: sum, rate: arrived / sum };
    if (last !== null) {
      found.pop();
    }
    found.push(drop);
    last = drop;
  }
  return found;
}

function isDrop(rate: number, attempts: number, usual: number): boolean {
  const chance = deviations * Math.sqrt((usual * (1 - usual)) / Math.max(1, attempts));
  return attempts >= attemptsLeast && usual - rate >= Math.max(pointsLeast, chance);
}
