import { formatMicros } from "../core/money.js";
import { messageParts } from "../core/otp/parts.js";
import { channelName, priceMicros } from "../market/rate-sheet.js";
import type { MarketCell, MarketRoute } from "../market/market-parts.js";
import type { BookEntry, Books } from "./books.js";
import { callbackSecretOf } from "./credentials.js";
import type { FaultKind } from "./faults.js";
import type { Inbox } from "./inbox.js";
import { receiptPlan, type PlannedReceipt, type VendorFate } from "./receipt-plan.js";
import type { CallbackTarget, ReceiptSender } from "./receipt-sender.js";
import type { Schedule } from "./schedule.js";
import type { VendorProfile } from "./vendor-profiles.js";
import { answer, refusal, type WireAnswer, type WireMessage } from "./wire-message.js";

/** A message that a vendor has taken. */
export interface TakenMessage {
  readonly profile: VendorProfile;
  readonly apiKey: string;
  readonly message: WireMessage;
  readonly route: MarketRoute;
  readonly cell: MarketCell;
  readonly fate: VendorFate;
  readonly faults: ReadonlySet<FaultKind>;
  readonly messageKey: number;
}

export interface MessageLifeParts {
  readonly schedule: Schedule;
  readonly inbox: Inbox;
  readonly books: Books;
  readonly receipts: ReceiptSender;
  readonly now: () => Date;
  /** Real milliseconds for one second of the market. */
  readonly msPerSec: number;
  readonly lateReceiptMs: number;
}

const pendingMax = 200_000;

/**
 * What becomes of messages that were taken: they arrive or do not, are reported on, and are billed.
 */
export class MessageLife {
  private count = 0;

  constructor(private readonly parts: MessageLifeParts) {}

  /** True when so much is still to happen that no message can be taken. */
  get isFull(): boolean {
    return this.parts.schedule.size >= pendingMax;
  }

  /** True once a message was taken. */
  get hasBegun(): boolean {
    return this.count > 0;
  }

  /** Starts a message's life and gives the vendor's answer to whoever handed it in. */
  async begin(taken: TakenMessage): Promise<WireAnswer> {
    const ids = this.enterInBooks(taken);
    const plan = receiptPlan({
      ...taken,
      channel: taken.route.channel,
      isBilledAtHandOver: taken.route.bill === "accept",
    });
    const early = taken.faults.has("receipt_before_answer");
    this.arrive(taken, early);
    if (early) {
      await this.reportNow(taken, ids, plan);
    } else {
      this.reportLater(taken, ids, plan);
    }
    this.settleLater(taken, ids);
    return answerTo(taken, ids);
  }

  private enterInBooks(taken: TakenMessage): string[] {
    const { profile, message, route } = taken;
    const parts = partsOf(message);
    const ids: string[] = [];
    const lines = profile.hasIdPerPart ? parts : 1;
    for (let line = 0; line < lines; line += 1) {
      this.count += 1;
      const id = `${profile.vendor}-${taken.messageKey.toString(36)}-${this.count.toString(36)}`;
      ids.push(id);
      const isAtHandOver = route.bill === "accept";
      const entry: BookEntry = {
        id,
        vendor: profile.vendor,
        account: taken.apiKey.split(".")[2] ?? "",
        reference: message.reference ?? null,
        channel: channelName(message.channel),
        country: taken.cell.country,
        mccmnc: taken.cell.mccmnc,
        parts: profile.hasIdPerPart ? 1 : parts,
        billedOn: isAtHandOver ? "SUBMITTED" : "DELIVERED",
        pricePerPartMicros: priceMicros(taken.fate.price, profile.unit),
        currency: profile.unit.currency,
        at: this.parts.now().toISOString(),
        status: "accepted",
        isBilled: isAtHandOver,
        isRefunded: false,
      };
      this.parts.books.add(entry);
    }
    return ids;
  }

  private arrive(taken: TakenMessage, isAtOnce: boolean): void {
    const { arrivesAfterSec } = taken.fate;
    if (arrivesAfterSec !== null) {
      const delayMs = isAtOnce ? 0 : arrivesAfterSec * this.parts.msPerSec;
      this.parts.schedule.after(delayMs, () => this.putInInbox(taken));
    }
  }

  private putInInbox({ profile, message }: TakenMessage): void {
    const code = message.code ?? /[0-9]{4,10}/.exec(message.text)?.[0] ?? null;
    const isMissedCall = message.channel === "missed_call";
    this.parts.inbox.put(message.to, {
      vendor: profile.vendor,
      channel: channelName(message.channel),
      from: isMissedCall ? `+4420794${code ?? ""}` : (message.from ?? profile.name),
      text: isMissedCall ? "Missed call" : message.text,
      code,
      arrivedAt: this.parts.now().toISOString(),
    });
  }

  private reportLater(
    taken: TakenMessage,
    ids: readonly string[],
    plan: readonly PlannedReceipt[],
  ): void {
    const lateMs = taken.faults.has("late_receipts") ? this.parts.lateReceiptMs : 0;
    // One after the other, so that what the plan puts in order arrives in order even when all of it
    // is due at once.
    let turn: Promise<unknown> = Promise.resolve();
    for (const planned of plan) {
      const delayMs = planned.afterSec * this.parts.msPerSec + (planned.isForged ? 0 : lateMs);
      this.parts.schedule.after(delayMs, () => {
        turn = turn.then(() => this.report(taken, ids, planned));
      });
    }
  }

  private async report(
    taken: TakenMessage,
    ids: readonly string[],
    planned: PlannedReceipt,
  ): Promise<void> {
    const target = targetOf(taken, planned);
    if (target !== null) {
      const items = this.items(taken, ids, planned);
      await Promise.all(items.map((item) => this.parts.receipts.send(target, item)));
    }
  }

  private async reportNow(
    taken: TakenMessage,
    ids: readonly string[],
    plan: readonly PlannedReceipt[],
  ): Promise<void> {
    for (const planned of plan) {
      const target = targetOf(taken, planned);
      if (target !== null) {
        for (const item of this.items(taken, ids, planned)) {
          await this.parts.receipts.sendNow(target, item);
        }
      }
    }
  }

  private items(taken: TakenMessage, ids: readonly string[], planned: PlannedReceipt): object[] {
    const { profile, message } = taken;
    const partsPerId = profile.hasIdPerPart ? 1 : partsOf(message);
    const price = formatMicros(priceMicros(taken.fate.price, profile.unit) * BigInt(partsPerId));
    const isBilled = taken.route.bill === "accept" || saysDelivered(planned);
    return ids.map((id, index) => ({
      id,
      ...(profile.echoesReference && message.reference ? { reference: message.reference } : {}),
      ...(ids.length > 1 ? { part: index + 1, parts: ids.length } : {}),
      status: planned.status,
      ...(planned.code === null ? {} : { code: planned.code }),
      at: this.parts.now().toISOString(),
      ...(profile.statesPriceInReceipts && isBilled && planned.status !== "accepted"
        ? { price: { amount: price, currency: profile.unit.currency } }
        : {}),
      ...(planned.isRefund ? { refund: true } : {}),
    }));
  }

  // The vendor knows what became of a message whether or not a fault keeps it from telling.
  private settleLater({ fate, profile }: TakenMessage, ids: readonly string[]): void {
    const { receipt } = fate;
    if (receipt === null) {
      return;
    }
    this.parts.schedule.after(receipt.afterSec * this.parts.msPerSec, () => {
      for (const id of ids) {
        const status = receipt.isDelivered ? "delivered" : "undelivered";
        this.parts.books.settle(id, status, profile.refundsUndelivered);
      }
    });
  }
}

function saysDelivered({ status }: PlannedReceipt): boolean {
  return status === "delivered" || status === "read";
}

function targetOf(taken: TakenMessage, planned: PlannedReceipt): CallbackTarget | null {
  const url = taken.message.callback_url;
  if (!url) {
    return null;
  }
  const secret = planned.isForged ? "somebody else's" : callbackSecretOf(taken.apiKey);
  return { url, secret, perCallMax: taken.profile.receiptsPerCallMax };
}

function partsOf(message: WireMessage): number {
  return messageParts(channelName(message.channel), message.text).partCount;
}

function answerTo(taken: TakenMessage, ids: readonly string[]): WireAnswer {
  const { profile, message, fate, faults } = taken;
  if (faults.has("error_after_accept")) {
    return refusal(500, "internal_error", "something went wrong");
  }
  if (faults.has("malformed_answer")) {
    const body = `{"status":"accepted","messages":[{"id":"${ids[0]?.slice(0, 5) ?? ""}`;
    return { kind: "answer", status: 202, body, headers: {}, delayMs: 0 };
  }
  const parts = partsOf(message);
  const amount = formatMicros(priceMicros(fate.price, profile.unit) * BigInt(parts));
  return answer(202, {
    status: "accepted",
    messages: ids.map((id, index) => ({ id, part: index + 1 })),
    parts,
    ...(profile.statesPriceInAnswer ? { price: { amount, currency: profile.unit.currency } } : {}),
  });
}
