import { networkOf } from "../core/network.js";
import { parsePhone } from "../core/phone.js";
import { attemptFate, type AttemptFate } from "../market/attempt-fate.js";
import type { CellFinder } from "../market/cell-finder.js";
import { keyOf, mixKeys } from "../market/coin.js";
import type { Market } from "../market/market.js";
import type { MarketCell, MarketRoute } from "../market/market-parts.js";
import { channelName } from "../market/rate-sheet.js";
import type { FaultKind, Faults } from "./faults.js";
import type { Luck } from "./luck.js";
import type { MessageLife } from "./message-life.js";
import { vendorFate } from "./receipt-plan.js";
import type { VendorProfile } from "./vendor-profiles.js";
import { refusal, wireMessage, type WireAnswer, type WireMessage } from "./wire-message.js";

export interface VendorApiParts {
  readonly market: Market;
  readonly cells: CellFinder;
  readonly faults: Faults;
  readonly luck: Luck;
  readonly life: MessageLife;
  /** Seconds since the market opened, in its own time. */
  readonly atSec: () => number;
  readonly slowAnswerMs: number;
}

const validitySecDefault = 86_400;

/**
 * What a vendor does with one message: checks it, meets the faults of the day, decides its fate,
 * lets it live.
 */
export class VendorApi {
  private readonly freeAtSec = new Map<string, number>();
  private taken = 0;

  constructor(private readonly parts: VendorApiParts) {}

  async take(profile: VendorProfile, apiKey: string, body: unknown): Promise<WireAnswer> {
    const parsed = wireMessage.safeParse(body);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return refusal(400, "invalid_request", `${issue?.path.join(".") ?? ""}: ${issue?.message}`);
    }
    const message = parsed.data;
    const route = this.parts.market.routes.find(
      (one) => one.vendor === profile.vendor && one.channel === message.channel,
    );
    if (route === undefined) {
      return refusal(422, "no_route", "this channel is not offered");
    }
    const cell = this.cellOf(message);
    const isDialable = message.channel !== "missed_call" || /^[0-9]+$/.test(message.code ?? "");
    if (cell === "invalid") {
      return refusal(400, "invalid_number", "the recipient is not valid on this channel");
    }
    if (cell === null) {
      return refusal(422, "no_route", "this destination is not offered");
    }
    if (!isDialable) {
      return refusal(422, "content_rejected", "a missed call carries digits only");
    }
    return this.meetFaults({ profile, apiKey, message, route, cell });
  }

  private async meetFaults(order: Order): Promise<WireAnswer> {
    this.taken += 1;
    const messageKey = mixKeys(
      this.parts.market.seed,
      mixKeys(keyOf(order.message.to), this.taken),
    );
    const faults = this.parts.faults.hitting({
      vendor: order.profile.vendor,
      channel: channelName(order.message.channel),
      country: order.cell.country,
      messageKey,
    });
    const answer = refusedByFault(faults) ?? (await this.decide(order, faults, messageKey));
    return faults.has("slow") && answer.kind === "answer"
      ? { ...answer, delayMs: this.parts.slowAnswerMs }
      : answer;
  }

  private async decide(
    order: Order,
    faults: ReadonlySet<FaultKind>,
    messageKey: number,
  ): Promise<WireAnswer> {
    if (this.parts.life.isFull) {
      return refusal(503, "unavailable", "try again later; the message was not taken");
    }
    const fate = this.fateOf(order);
    switch (fate.refusedBecause) {
      case "not_offered":
        return refusal(422, "no_route", "this destination is not offered");
      case "queue_full":
        return refusal(429, "throttled", "too many messages", { "retry-after": "5" });
      case "refused":
        return refusal(422, "route_refused", "the carrier refused the message");
      case null:
        break;
      default:
        return fate.refusedBecause satisfies never;
    }
    if (fate.lossCause !== null) {
      this.parts.luck.lose(order.message.to, order.route.upstream, this.parts.atSec());
    }
    const validitySec = order.message.validity_sec ?? validitySecDefault;
    const bent = vendorFate(fate, faults, validitySec);
    return this.parts.life.begin({ ...order, fate: bent, faults, messageKey });
  }

  private fateOf({ message, route, cell }: Order): AttemptFate {
    const { market, luck } = this.parts;
    const atSec = this.parts.atSec();
    return attemptFate(market, {
      sendKey: keyOf(message.to),
      cell,
      route,
      attemptOnRoute: luck.nextAttempt(message.to, route.id),
      atSec,
      lostOnUpstream: luck.lostLately(message.to, route.upstream, atSec),
      queueSec: this.queueSec(route, atSec),
      isAttack: false,
    });
  }

  // One place in the queue of a route that takes so many a second; a refused message leaves none.
  private queueSec(route: MarketRoute, atSec: number): number {
    if (route.capPerSec === null) {
      return 0;
    }
    const freeAt = Math.max(atSec, this.freeAtSec.get(route.id) ?? 0);
    if (freeAt - atSec <= 15) {
      this.freeAtSec.set(route.id, freeAt + 1 / route.capPerSec);
    }
    return freeAt - atSec;
  }

  private cellOf(message: WireMessage): MarketCell | null | "invalid" {
    const { to, channel } = message;
    if (channel === "email") {
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(to) ? this.parts.cells.byPrefix(to) : "invalid";
    }
    if (!/^\+[1-9][0-9]{6,14}$/.test(to)) {
      return "invalid";
    }
    const known = this.parts.cells.byPrefix(to);
    if (known !== null) {
      return known;
    }
    const number = parsePhone(to, null);
    if (!number.ok) {
      return "invalid";
    }
    const network = networkOf(to);
    const mccmnc = network === null ? null : network.mcc + network.mnc;
    return (
      this.parts.market.cells.find((cell) => mccmnc !== null && cell.mccmnc === mccmnc) ??
      this.parts.cells.byCountry(to, number.value.country)
    );
  }
}

/** A message on its way through a vendor. */
interface Order {
  readonly profile: VendorProfile;
  readonly apiKey: string;
  readonly message: WireMessage;
  readonly route: MarketRoute;
  readonly cell: MarketCell;
}

function refusedByFault(faults: ReadonlySet<FaultKind>): WireAnswer | null {
  if (faults.has("refuse_connection")) {
    return { kind: "reset" };
  }
  if (faults.has("hang")) {
    return { kind: "hang" };
  }
  if (faults.has("error_500")) {
    return serverError;
  }
  if (faults.has("throttle")) {
    return refusal(429, "throttled", "too many messages", { "retry-after": "1" });
  }
  if (faults.has("out_of_credit")) {
    return refusal(402, "out_of_credit", "the balance is used up");
  }
  if (faults.has("reject_number")) {
    return refusal(400, "invalid_number", "the recipient is not valid on this channel");
  }
  return null;
}

/** Tells nothing: the message may or may not have been taken. */
export const serverError: WireAnswer = refusal(500, "internal_error", "something went wrong");
