import { coin, mixKeys } from "../market/coin.js";

/** How somebody's traffic rises and falls. */
export interface Rhythm {
  /** Requests of an ordinary weekday at the end of the time that is played, but for the rush. */
  readonly perDay: number;
  /** The same at its beginning, as a share of `perDay`, above 0; each day grows by one factor. */
  readonly startShare: number;
  /** 0..1: how much busier the peak is than the mean; at night it is as much quieter. */
  readonly amplitude: number;
  /** Local hour of the peak, 0..24. */
  readonly peakHour: number;
  /** Saturdays and Sundays as a share of a weekday. */
  readonly weekend: number;
  readonly utcOffsetHours: number;
  /** A sale in the last days: traffic grows up to `factor` times the ordinary. */
  readonly rush: { readonly days: number; readonly factor: number };
}

const hourMs = 3_600_000;

/**
 * The moments at which requests come, ascending: a Poisson process whose rate follows the rhythm by
 * the hour, drawn as hashes of `key`, so that the same key always gives the same moments.
 */
export function* arrivals(
  rhythm: Rhythm,
  key: number,
  fromMs: number,
  untilMs: number,
): Generator<number> {
  for (let hour = Math.floor(fromMs / hourMs); hour * hourMs < untilMs; hour += 1) {
    const startMs = hour * hourMs;
    const mean =
      (rhythm.perDay / 24) * shareOfHour(rhythm, startMs) * trend(rhythm, startMs, fromMs, untilMs);
    const hourKey = mixKeys(key, hour);
    const moments = Array.from(
      { length: poisson(mean, coin(hourKey, 0)) },
      (_, index) => startMs + Math.floor(hourMs * coin(hourKey, 1 + index)),
    ).sort((one, other) => one - other);
    for (const moment of moments) {
      if (moment >= fromMs && moment < untilMs) {
        yield moment;
      }
    }
  }
}

/** Growth and rush at a moment, as a multiple of the ordinary rate at the end. */
function trend(rhythm: Rhythm, atMs: number, fromMs: number, untilMs: number): number {
  const share = Math.min(1, Math.max(0, (atMs - fromMs) / (untilMs - fromMs)));
  const daysLeft = (untilMs - atMs) / (24 * hourMs);
  const rush = Math.min(1, Math.max(0, 1 - daysLeft / rhythm.rush.days));
  return rhythm.startShare ** (1 - share) * rhythm.rush.factor ** rush;
}

/** The rate of an hour as a multiple of the mean weekday's; around 1. */
function shareOfHour(rhythm: Rhythm, startMs: number): number {
  const local = new Date(startMs + rhythm.utcOffsetHours * hourMs);
  const hour = local.getUTCHours() + local.getUTCMinutes() / 60 + 0.5;
  const isWeekend = local.getUTCDay() === 0 || local.getUTCDay() === 6;
  const daily = 1 + rhythm.amplitude * Math.cos((2 * Math.PI * (hour - rhythm.peakHour)) / 24);
  return daily * (isWeekend ? rhythm.weekend : 1);
}

/** The Poisson number of this mean at quantile `draw`; means up to some hundreds. */
function poisson(mean: number, draw: number): number {
  let probability = Math.exp(-mean);
  let below = probability;
  let count = 0;
  while (below < draw && count < 10 * mean + 100) {
    count += 1;
    probability *= mean / count;
    below += probability;
  }
  return count;
}
