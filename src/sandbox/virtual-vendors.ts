import type { Channel } from "../core/otp/status.js";
import { attemptFate } from "../market/attempt-fate.js";
import { cellFinder } from "../market/cell-finder.js";
import { coin, keyOf, mixKeys } from "../market/coin.js";
import type { Market } from "../market/market.js";
import { eventsOf } from "../market/market-events.js";
import type { MarketCell, MarketRoute } from "../market/market-parts.js";
import { channelName } from "../market/rate-sheet.js";
import type { FaultKind } from "./faults.js";
import { Luck } from "./luck.js";
import { type PlannedReceipt, receiptPlan, vendorFate, type WireStatus } from "./receipt-plan.js";
import { profileOf, type VendorProfile } from "./vendor-profiles.js";

/** A message that is handed to a vendor in virtual time. */
export interface VirtualMessage {
  readonly vendor: string;
  readonly channel: Channel;
  readonly to: string;
  readonly parts: number;
  /** In the vendor's currency. */
  readonly pricePerPartMicros: bigint;
  readonly validitySec: number;
  /** Seconds since the scenario's start. */
  readonly atSec: number;
}

/** A receipt to come, seconds after the hand-over. part null = the whole message. */
export interface VirtualReceipt {
  readonly afterSec: number;
  readonly id: string;
  readonly part: number | null;
  readonly status: WireStatus;
  readonly code: string | null;
  readonly priceMicros: bigint | null;
  readonly isRefund: boolean;
}

/** What a vendor answers, and what becomes of the message. */
export interface VirtualAnswer {
  readonly answeredAfterSec: number;
  readonly answer:
    | {
        readonly kind: "taken";
        readonly ids: readonly string[];
        readonly priceMicros: bigint | null;
      }
    | { readonly kind: "refused"; readonly code: string; readonly text: string }
    /** No answer came; the message may have been taken all the same. */
    | { readonly kind: "silent" };
  readonly arrivesAfterSec: number | null;
  readonly receipts: readonly VirtualReceipt[];
  /** True when receipts name our reference, so that they are matched without the vendor's ids. */
  readonly echoesReference: boolean;
}

/** How much goes wrong at every vendor even on good days, as shares of messages. */
const mishaps: readonly (readonly [FaultKind, number])[] = [
  ["error_after_accept", 0.0025],
  ["drop_receipts", 0.004],
  ["late_receipts", 0.008],
  ["duplicate_receipts", 0.006],
];
const askMishap = 41;
const ask = { outage: 51, lateness: 52 } as const;
const answerTimeoutSec = 8;
const silentShareOfOutage = 0.3;
// From ten minutes to nine hours.
const lateSecMin = 600;
const lateSecMax = 32_400;

/**
 * The sandbox's vendors without HTTP and without waiting: the same fates, receipts and prices, told
 * ahead. What a number met before is remembered, as in the sandbox.
 */
export class VirtualVendors {
  readonly #routes: ReadonlyMap<string, MarketRoute>;
  readonly #cells: ReturnType<typeof cellFinder>;
  readonly #luck = new Luck();
  #taken = 0;

  constructor(
    private readonly market: Market,
    private readonly profiles: readonly VendorProfile[],
  ) {
    this.#routes = new Map(
      market.routes.map((route) => [`${route.vendor} ${channelName(route.channel)}`, route]),
    );
    this.#cells = cellFinder(market);
  }

  /** Hands a message in. */
  submit(message: VirtualMessage): VirtualAnswer {
    const route = this.#routes.get(`${message.vendor} ${message.channel}`);
    const cell = this.#cells.byPrefix(message.to);
    this.#taken += 1;
    if (route === undefined || cell === null) {
      return refused("no_route", "this destination is not offered", 0.3);
    }
    const messageKey = mixKeys(this.market.seed, mixKeys(keyOf(message.to), this.#taken));
    if (this.#isOut(route, cell, message.atSec)) {
      return coin(messageKey, ask.outage) < silentShareOfOutage
        ? { ...refused("", "", answerTimeoutSec), answer: { kind: "silent" } }
        : refused("unavailable", "try again later; the message was not taken", 0.3);
    }
    return this.#decide(message, route, cell, messageKey);
  }

  #isOut(route: MarketRoute, cell: MarketCell, atSec: number): boolean {
    return eventsOf(this.market.scenario, route, cell).some(
      ({ at, until, outage }) => outage && at <= atSec && (until === undefined || atSec < until),
    );
  }

  #decide(
    message: VirtualMessage,
    route: MarketRoute,
    cell: MarketCell,
    messageKey: number,
  ): VirtualAnswer {
    const { to, atSec } = message;
    const fate = attemptFate(this.market, {
      sendKey: keyOf(to),
      cell,
      route,
      attemptOnRoute: this.#luck.nextAttempt(to, route.id),
      atSec,
      lostOnUpstream: this.#luck.lostLately(to, route.upstream, atSec),
      queueSec: 0,
      isAttack: false,
    });
    if (fate.refusedBecause !== null) {
      return fate.refusedBecause === "not_offered"
        ? refused("no_route", "this destination is not offered", fate.answeredAfterSec)
        : refused("route_refused", "the carrier refused the message", fate.answeredAfterSec);
    }
    if (fate.lossCause !== null) {
      this.#luck.lose(to, route.upstream, atSec);
    }
    const faults = new Set(
      mishaps.flatMap(([kind, share], index) =>
        coin(messageKey, askMishap + index) < share ? [kind] : [],
      ),
    );
    const profile = profileOf(this.profiles, message.vendor);
    const bent = vendorFate(fate, faults, message.validitySec);
    const plan = receiptPlan({
      fate: bent,
      profile,
      channel: route.channel,
      isBilledAtHandOver: route.bill === "accept",
      faults,
      messageKey,
    });
    const ids = messageIds(profile, message, messageKey, this.#taken);
    const isSilent = faults.has("error_after_accept");
    const lateSec = faults.has("late_receipts")
      ? lateSecMin + (lateSecMax - lateSecMin) * coin(messageKey, ask.lateness)
      : 0;
    const price = message.pricePerPartMicros * BigInt(message.parts);
    return {
      answeredAfterSec: isSilent ? answerTimeoutSec : fate.answeredAfterSec,
      answer: isSilent
        ? { kind: "silent" }
        : { kind: "taken", ids, priceMicros: profile.statesPriceInAnswer ? price : null },
      arrivesAfterSec: bent.arrivesAfterSec,
      receipts: plan.flatMap((planned) =>
        receiptsOf(message, profile, ids, route, {
          ...planned,
          afterSec: planned.afterSec + lateSec,
        }),
      ),
      echoesReference: profile.echoesReference,
    };
  }
}

function refused(code: string, text: string, answeredAfterSec: number): VirtualAnswer {
  return {
    answeredAfterSec,
    answer: { kind: "refused", code, text },
    arrivesAfterSec: null,
    receipts: [],
    echoesReference: true,
  };
}

function messageIds(
  profile: VendorProfile,
  { parts }: VirtualMessage,
  messageKey: number,
  count: number,
): string[] {
  return Array.from(
    { length: profile.hasIdPerPart ? parts : 1 },
    (_, line) => `${profile.vendor}-${messageKey.toString(36)}-h${count.toString(36)}-${line + 1}`,
  );
}

function receiptsOf(
  { parts, pricePerPartMicros }: VirtualMessage,
  profile: VendorProfile,
  ids: readonly string[],
  route: MarketRoute,
  planned: PlannedReceipt,
): VirtualReceipt[] {
  const saysArrived = planned.status === "delivered" || planned.status === "read";
  const isBilled = route.bill === "accept" || saysArrived;
  const isPriced = profile.statesPriceInReceipts && isBilled && planned.status !== "accepted";
  return ids.map((id, index) => ({
    afterSec: planned.afterSec,
    id,
    part: ids.length > 1 ? index + 1 : null,
    status: planned.status,
    code: planned.code,
    priceMicros: isPriced ? pricePerPartMicros * BigInt(profile.hasIdPerPart ? 1 : parts) : null,
    isRefund: planned.isRefund,
  }));
}
