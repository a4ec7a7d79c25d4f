import type { Channel } from "../../otp/status.js";
import { evenDraw } from "./even-draws.js";
import type { AskingHabits } from "./virtual-patience.js";

/** What one virtual person is like. */
export interface PersonDraws {
  /**
   * Whether messages on a channel can reach the number: e-mail always, others unless it is dead, a
   * messenger unless it is not on it either.
   *
   * @param absent share of live numbers that are not on the channel
   */
  isOn(channel: Channel, absent: number): boolean;
  /** Whether it is a live number that is not on a messenger with this share of such. */
  isAbsent(absent: number): boolean;
  /** Uniform in [0, 1): types a code when this is below the share that does. */
  readonly intent: number;
  /** Uniform in [0, 1): is still there when this is below the share that is. */
  readonly patience: number;
  /** Seconds from the code's arrival to the code typed in. */
  readonly typingSec: number;
  /** Seconds from one request to the next; null = never asks again. `asked` = times so far. */
  asksAfterSec(asked: number, chance: number): number | null;
}

const typingMedianSec = 9;
const typingSigma = 0.5;
const places = { alive: 0, intent: 1, patience: 2, typing: 3, asks: 4, messenger: 8 } as const;

/** The person behind virtual send `index`, the same for every plan. */
export function virtualPerson(
  index: number,
  dead: number,
  { medianSec, sigma }: AskingHabits,
): PersonDraws {
  const isAlive = evenDraw(index, places.alive) >= dead;
  const membership = evenDraw(index, places.messenger);
  return {
    isOn: (channel, absent) => channel === "EMAIL" || (isAlive && membership >= absent),
    isAbsent: (absent) => isAlive && membership < absent,
    intent: evenDraw(index, places.intent),
    patience: evenDraw(index, places.patience),
    typingSec: lognormal(evenDraw(index, places.typing), typingMedianSec, typingSigma),
    asksAfterSec(asked, chance) {
      // The third time and later are as the second.
      const place = places.asks + 2 * Math.min(asked, 1) + (asked > 1 ? 100 * asked : 0);
      return evenDraw(index, place) < chance
        ? lognormal(evenDraw(index, place + 1), medianSec, sigma)
        : null;
    },
  };
}

/** The quantile of a lognormal, by a logistic curve in place of the normal one. */
function lognormal(quantile: number, median: number, sigma: number): number {
  const inside = Math.min(0.999, Math.max(0.001, quantile));
  return median * Math.exp((sigma / 1.702) * Math.log(inside / (1 - inside)));
}
