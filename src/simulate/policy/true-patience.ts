import { keyOf, mixKeys } from "../../market/coin.js";
import type { Market } from "../../market/market.js";
import type { Scenario } from "../../market/scenario.js";
import { userBehaviour } from "../../market/user-behaviour.js";

const people = 6000;

/** How the people of a market wait for a code. */
export interface TruePatience {
  /** Share that still types a code which arrives at this age, of those that would at once. */
  stays(ageSec: number): number;
  /** P(asks for another code | nothing arrives). */
  readonly asksAgain: number;
}

const known = new WeakMap<Scenario, TruePatience>();

/**
 * Asks 6,000 people of the market who are not among those that send, the same for every seed; once
 * per scenario, 10 ms.
 */
export function truePatience(market: Market): TruePatience {
  const found = known.get(market.scenario) ?? askPeople({ ...market, seed: 0 });
  known.set(market.scenario, found);
  return found;
}

function askPeople(market: Market): TruePatience {
  const { user, plan } = market.scenario;
  const [cell] = market.cells;
  const lengthSec = Math.ceil(plan.code_ttl_s);
  const inTime = new Float64Array(lengthSec + 2);
  let asking = 0;
  if (cell === undefined) {
    throw new Error("a market has a cell");
  }
  const key = keyOf("people who are only asked");
  for (let index = 0; index < people; index += 1) {
    const person = userBehaviour(market, mixKeys(key, index), cell, false);
    let leavesAt = person.patienceSec;
    let asksAt = 0;
    let asks = 0;
    for (const gap of person.resendGapsSec) {
      asksAt += gap;
      if (asksAt > leavesAt) {
        break;
      }
      asks += 1;
      leavesAt += user.resend_bonus_s;
    }
    asking += asks > 0 ? 1 : 0;
    const last = Math.min(leavesAt, plan.code_ttl_s - person.typeDelaySec);
    const place = Math.min(lengthSec + 1, Math.max(0, Math.floor(last) + 1));
    inTime[place] = (inTime[place] as number) + 1;
  }
  // From "leave in this second" to "are there at its beginning".
  for (let age = lengthSec; age >= 0; age -= 1) {
    inTime[age] = (inTime[age] as number) + (inTime[age + 1] as number);
  }
  const all = inTime[0] as number;
  return {
    stays(ageSec) {
      const age = Math.min(lengthSec, Math.max(0, ageSec));
      const floor = Math.floor(age);
      const here = inTime[floor] as number;
      const next = inTime[Math.min(lengthSec + 1, floor + 1)] as number;
      return (here + (age - floor) * (next - here)) / all;
    },
    asksAgain: asking / people,
  };
}
