import type { LoggedSend } from "../../../../src/core/route/replay/replay-log.js";
import { seededDraws } from "../../../../src/core/route/replay/seeded-draws.js";
import { type Market, openMarket } from "../../../../src/market/market.js";
import type { MarketRoute } from "../../../../src/market/market-parts.js";
import type { Scenario } from "../../../../src/market/scenario.js";
import type { LiveSend } from "../../../../src/simulate/live-send.js";
import { Player } from "../../../../src/simulate/player.js";
import { noChoice, type Policy } from "../../../../src/simulate/policy/policy.js";

/** A plan of one vendor after the other: what is left is tried after so many seconds of silence. */
export interface FixedPlan {
  readonly routes: readonly string[];
  readonly waitSec: number;
}

interface Chance {
  readonly propensity: number;
  readonly waitMs: number;
}

/**
 * Plays a policy that begins with the first route but for a floor of the others, follows up after
 * 12 s of silence with any that was not tried, and keeps its log.
 */
export function playLogged(scenario: Scenario, seed: number, floor: number): readonly LoggedSend[] {
  const market = openMarket(scenario, seed);
  const [usual, ...others] = market.routes;
  const draw = seededDraws(seed);
  let propensity = 1;
  const policy: Policy = {
    choose(send, cause, atSec) {
      const isAsked = cause === "FIRST" || cause === "RESEND";
      const isLate = !isAsked && atSec - send.roundAtSec > scenario.plan.failover_deadline_s;
      const tried = new Set(send.attempts.map(({ route }) => route));
      const left = market.routes.filter((route) => !tried.has(route));
      const among = left.length > 0 || !isAsked ? left : market.routes;
      const isExplored = draw() < floor * others.length;
      const any = (routes: readonly MarketRoute[]): MarketRoute | null =>
        routes[Math.floor(draw() * routes.length)] ?? null;
      if (cause === "FIRST") {
        propensity = isExplored ? floor : 1 - floor * others.length;
        return { ...noChoice, route: isExplored ? any(others) : (usual ?? null), waitSec: 12 };
      }
      propensity = 1 / among.length;
      return isLate ? noChoice : { ...noChoice, route: any(among), waitSec: 12 };
    },
  };
  return play(market, policy, () => propensity);
}

/** The same sends under a fixed plan: the truth that a replay is held against. */
export function playFixed(
  scenario: Scenario,
  seed: number,
  plan: FixedPlan,
): readonly LoggedSend[] {
  const market = openMarket(scenario, seed);
  const { failover_deadline_s } = scenario.plan;
  const routes = plan.routes.flatMap((id) => market.routeById.get(id) ?? []);
  const policy: Policy = {
    choose(send, cause, atSec) {
      const isAsked = cause === "FIRST" || cause === "RESEND";
      const tried = new Set(send.attempts.map(({ route }) => route));
      const last = send.attempts.at(-1);
      const place = last === undefined ? 0 : routes.indexOf(last.route) + 1;
      const route = isAsked ? (routes.find((one) => !tried.has(one)) ?? routes[0]) : routes[place];
      const isLate = !isAsked && atSec - send.roundAtSec > failover_deadline_s;
      return route === undefined || isLate
        ? noChoice
        : { ...noChoice, route, waitSec: plan.waitSec };
    },
  };
  return play(market, policy, () => 1);
}

function play(market: Market, policy: Policy, propensityOf: () => number): readonly LoggedSend[] {
  const sends = new Map<number, LiveSend>();
  const chances = new Map<number, Chance[]>();
  const resends = new Map<number, number[]>();
  const typed = new Map<number, { readonly attempt: unknown; readonly atSec: number }>();
  const player = new Player(market, {
    ...policy,
    choose(send, cause, atSec, offers) {
      sends.set(send.number, send);
      const choice = policy.choose(send, cause, atSec, offers);
      if (choice.route !== null) {
        const waitMs = 1000 * (choice.waitSec ?? 600);
        append(chances, send.number, { propensity: propensityOf(), waitMs });
      }
      return choice;
    },
    hear(event) {
      policy.hear?.(event);
      if (event.kind === "resend") {
        append(resends, Number(event.send), event.atSec);
      } else if (event.kind === "verified") {
        typed.set(Number(event.send), event);
      }
    },
  });
  player.playUntil(Number.POSITIVE_INFINITY);
  return [...sends.values()].flatMap((send): LoggedSend[] => {
    const ms = (atSec: number): number => Math.round(1000 * (atSec - send.requestedAtSec));
    const code = typed.get(send.number);
    const attempts = send.attempts.map(
      ({ key, route, submittedAtSec, fate, priceMicros }, place) => {
        const receipt = fate.receipt;
        const afterMs = receipt === null ? null : Math.round(1000 * receipt.afterSec);
        return {
          ...(chances.get(send.number)?.[place] ?? { propensity: 1, waitMs: 0 }),
          route: route.id,
          startedMs: ms(submittedAtSec),
          isResend: false,
          rejectedMs: fate.refusedBecause === null ? null : 1000 * fate.answeredAfterSec,
          deliveredMs: receipt?.isDelivered === true ? afterMs : null,
          failedMs: receipt?.isDelivered === false ? afterMs : null,
          typedMs: code?.attempt === key ? ms(code.atSec) - ms(submittedAtSec) : null,
          costMicros: fate.isBilled ? priceMicros : 0,
        };
      },
    );
    return attempts.length === 0 || send.isAttack
      ? []
      : [
          {
            country: send.cell.country,
            cell: send.cell.id,
            atMs: Math.round(1000 * send.requestedAtSec),
            hasEmail: false,
            attempts,
            resendsMs: (resends.get(send.number) ?? []).map(ms),
          },
        ];
  });
}

function append<T>(map: Map<number, T[]>, key: number, value: T): void {
  const known = map.get(key);
  if (known === undefined) {
    map.set(key, [value]);
  } else {
    known.push(value);
  }
}
