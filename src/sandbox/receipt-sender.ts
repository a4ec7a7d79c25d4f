import { createHmac } from "node:crypto";
import { Agent, request } from "undici";
import type { Schedule } from "./schedule.js";

/** Where an account wants its receipts, and what they are signed with. */
export interface CallbackTarget {
  readonly url: string;
  readonly secret: string;
  readonly perCallMax: number;
}

export interface ReceiptSenderOptions {
  readonly schedule: Schedule;
  readonly now: () => Date;
  /** The first pause after a refused call; it doubles with every further one. */
  readonly retryMs: number;
  readonly log: (message: string) => void;
}

const triesMax = 7;
const collectMs = 25;
const answerMsMax = 10_000;

/**
 * Calls back: signs, posts, and repeats with a growing pause what was not answered with 2xx, up to
 * 7 times.
 */
export class ReceiptSender {
  private readonly agent = new Agent({ connections: 32, connect: { timeout: 3000 } });
  private readonly waiting = new Map<string, { target: CallbackTarget; items: object[] }>();

  constructor(private readonly options: ReceiptSenderOptions) {}

  /**
   * Sends one receipt, alone or with others for the same account; done when it was tried once or is
   * collected.
   */
  async send(target: CallbackTarget, item: object): Promise<void> {
    if (target.perCallMax === 1) {
      await this.post(target, [item], 1);
      return;
    }
    const key = `${target.url} ${target.secret}`;
    const waiting = this.waiting.get(key);
    if (waiting === undefined) {
      this.waiting.set(key, { target, items: [item] });
      this.options.schedule.after(collectMs, () => this.flush(key));
      return;
    }
    waiting.items.push(item);
    if (waiting.items.length >= target.perCallMax) {
      this.flush(key);
    }
  }

  /** Sends one receipt and waits until it was answered, refused or 2 seconds have passed. */
  async sendNow(target: CallbackTarget, item: object): Promise<void> {
    await Promise.race([
      this.post(target, [item], 1),
      new Promise<void>((resolve) => this.options.schedule.after(2000, resolve)),
    ]);
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }

  private flush(key: string): void {
    const waiting = this.waiting.get(key);
    this.waiting.delete(key);
    if (waiting !== undefined) {
      // `post` keeps every failure to itself.
      void this.post(waiting.target, waiting.items, 1);
    }
  }

  private async post(
    target: CallbackTarget,
    items: readonly object[],
    tries: number,
  ): Promise<void> {
    const problem = await this.call(target, JSON.stringify({ receipts: items }));
    if (problem === null) {
      return;
    }
    if (tries === triesMax) {
      this.options.log(`receipt given up after ${triesMax} tries: ${problem}`);
      return;
    }
    const pauseMs = this.options.retryMs * 2 ** (tries - 1);
    this.options.schedule.after(pauseMs, () => void this.post(target, items, tries + 1));
  }

  private async call(target: CallbackTarget, body: string): Promise<string | null> {
    const timestamp = Math.floor(this.options.now().getTime() / 1000).toString();
    try {
      const answer = await request(target.url, {
        method: "POST",
        dispatcher: this.agent,
        headersTimeout: answerMsMax,
        bodyTimeout: answerMsMax,
        headers: {
          "content-type": "application/json",
          "x-sandbox-timestamp": timestamp,
          "x-sandbox-signature": receiptSignature(target.secret, timestamp, body),
        },
        body,
      });
      await answer.body.dump();
      const isTaken = answer.statusCode >= 200 && answer.statusCode < 300;
      return isTaken ? null : `answered ${answer.statusCode}`;
    } catch (error) {
      return error instanceof Error ? error.message : "no answer";
    }
  }
}

/**
 * How a pretend vendor signs a call: `v1=` and the hex HMAC-SHA256 over timestamp, a dot and the
 * body.
 */
export function receiptSignature(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex")}`;
}
