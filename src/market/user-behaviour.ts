import { coin, lognormalDraw, mixKeys } from "./coin.js";
import type { Market } from "./market.js";
import type { MarketCell } from "./market-parts.js";
import type { MarketChannel } from "./scenario.js";
import { atCell } from "./table.js";

/** What one person would do, whatever is sent to them. Times are seconds. */
export interface UserBehaviour {
  /** How long they stay, counted from the request; each resend request adds `resend_bonus_s`. */
  readonly patienceSec: number;
  /** From the code's arrival to the code typed in. */
  readonly typeDelaySec: number;
  /**
   * Gaps between the request, the first resend request, the second …; asked only while nothing has
   * arrived.
   */
  readonly resendGapsSec: readonly number[];
  /** True when a code that comes by this channel would be typed, given that it comes in time. */
  intendsTo(channel: MarketChannel): boolean;
}

const ask = { intent: 11, patience: 12, type: 14, resend: 20 } as const;

/**
 * The behaviour of the person behind a send; a pure function of the seed and the send.
 *
 * @param isAttack attackers never type a code and never ask again
 */
export function userBehaviour(
  market: Market,
  sendKey: number,
  cell: MarketCell,
  isAttack: boolean,
): UserBehaviour {
  const { user } = market.scenario;
  const key = mixKeys(market.seed, sendKey);
  const intent = coin(key, ask.intent);
  const verify = isAttack ? 0 : (atCell(user.verify0, cell) ?? 0);
  return {
    patienceSec: lognormalDraw(key, ask.patience, user.patience_median_s, user.patience_sigma),
    typeDelaySec: lognormalDraw(key, ask.type, user.type_median_s, user.type_sigma),
    resendGapsSec: isAttack ? [] : resendGaps(market, key),
    intendsTo: (channel) => intent < verify * (user.channel_convert[channel] ?? 1),
  };
}

/**
 * When the code is typed, in seconds after the request; null = never. `resends` is how often they
 * asked again.
 */
export function codeTypedAtSec(
  market: Market,
  person: UserBehaviour,
  arrivedAtSec: number,
  channel: MarketChannel,
  resends: number,
): number | null {
  const leavesAt = person.patienceSec + resends * market.scenario.user.resend_bonus_s;
  const isTyped = arrivedAtSec <= leavesAt && person.intendsTo(channel);
  return isTyped ? arrivedAtSec + person.typeDelaySec : null;
}

function resendGaps(market: Market, key: number): number[] {
  const { user } = market.scenario;
  const gaps: number[] = [];
  for (let round = 0; round < user.max_resends; round += 1) {
    const salt = ask.resend + 3 * round;
    if (coin(key, salt) >= user.resend_p) {
      break;
    }
    gaps.push(lognormalDraw(key, salt + 1, user.resend_median_s, user.resend_sigma));
  }
  return gaps;
}
