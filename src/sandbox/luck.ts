/**
 * What a number met lately: which attempt on a route this is, and how many were lost on an
 * upstream.
 */
export class Luck {
  private readonly attempts = new Map<string, number>();
  private readonly losses = new Map<string, number[]>();

  /** 0 for the first message to `to` on this route, then 1, 2 … */
  nextAttempt(to: string, routeId: string): number {
    const key = `${routeId} ${to}`;
    const count = this.attempts.get(key) ?? 0;
    remember(this.attempts, key, count + 1);
    return count;
  }

  /** Messages to `to` that this upstream lost in the last 10 minutes. */
  lostLately(to: string, upstream: string, atSec: number): number {
    const lost = this.losses.get(`${upstream} ${to}`) ?? [];
    return lost.filter((sec) => sec > atSec - 600).length;
  }

  /** Notes a loss; only the last 8 are kept. */
  lose(to: string, upstream: string, atSec: number): void {
    const key = `${upstream} ${to}`;
    remember(this.losses, key, [...(this.losses.get(key) ?? []), atSec].slice(-8));
  }
}

const numbersMax = 100_000;

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > numbersMax && oldest !== undefined) {
    map.delete(oldest);
  }
}
