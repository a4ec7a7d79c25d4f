import type { Socket } from "node:net";
import { type BrokenPdu, PduReader, type TakenPdu, WirePdu } from "./pdu.js";
import type { SmppTiming } from "./timing.js";

/** What came of a request; whether it may have reached the SMSC decides who is charged. */
export type LinkResult =
  | { readonly kind: "answered"; readonly pdu: WirePdu }
  | { readonly kind: "not_sent"; readonly reason: string }
  | { readonly kind: "no_answer"; readonly reason: string };

/** Who is told of what the SMSC does unasked. */
export interface LinkListener {
  /** A `deliver_sm` or `data_sm`; resolves with the command status to answer. */
  delivered(taken: TakenPdu): Promise<number>;
  /** The link is gone, whoever ended it; told once. */
  lost(): void;
}

const invalidLength = 0x02;
const invalidCommandId = 0x03;
const byeMs = 1000;
const sequenceMax = 0x7fffffff;

/**
 * One open socket that speaks SMPP. Answers may come in any order. A request that was written when
 * the socket closed has no answer and never gets one; it is not written again.
 */
export class Link {
  readonly #reader = new PduReader();
  readonly #pending = new Map<number, (result: LinkResult) => void>();
  readonly #idle: NodeJS.Timeout;
  #sequence: number;
  #isOpen = true;

  /** @param lastSequence the number before that of the first request, 0 to 0x7fffffff */
  constructor(
    private readonly socket: Socket,
    private readonly listener: LinkListener,
    private readonly timing: SmppTiming,
    lastSequence = 0,
  ) {
    this.#sequence = lastSequence;
    this.#idle = setTimeout(() => void this.#enquire(), timing.idleMs);
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#end());
  }

  /** True until the socket is closed. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Sends a request and waits for the PDU that answers it. Never rejects. */
  request(
    command: string,
    fields: Readonly<Record<string, unknown>>,
    timeoutMs: number,
  ): Promise<LinkResult> {
    if (!this.#isOpen || !this.socket.writable) {
      return Promise.resolve({ kind: "not_sent", reason: "link lost" });
    }
    const sequence = this.#nextSequence();
    const bytes = new WirePdu(command, { ...fields, sequence_number: sequence }).toBuffer();
    return new Promise((resolve) => {
      const finish = (result: LinkResult): void => {
        clearTimeout(timer);
        this.#pending.delete(sequence);
        resolve(result);
      };
      const timer = setTimeout(
        () => finish({ kind: "no_answer", reason: "time-out" }),
        Math.max(0, timeoutMs),
      );
      this.#pending.set(sequence, finish);
      this.socket.write(bytes);
    });
  }

  /** Says good-bye and closes; what is under way has no answer then. */
  async close(): Promise<void> {
    await this.request("unbind", {}, byeMs);
    this.destroy();
  }

  /** Closes at once. */
  destroy(): void {
    this.socket.destroy();
    this.#end();
  }

  #nextSequence(): number {
    this.#sequence = this.#sequence >= sequenceMax ? 1 : this.#sequence + 1;
    return this.#sequence;
  }

  #read(chunk: Buffer): void {
    if (!this.#isOpen) {
      return;
    }
    this.#idle.refresh();
    try {
      for (const taken of this.#reader.push(chunk)) {
        if (taken.pdu === null) {
          this.#takeBroken(taken);
        } else {
          this.#take(taken);
        }
      }
    } catch {
      this.destroy();
    }
  }

  // Refused rather than a reason to hang up: it would come again over the next link.
  #takeBroken({ isResponse, sequence }: BrokenPdu): void {
    if (isResponse) {
      this.#pending.get(sequence)?.({ kind: "no_answer", reason: "unreadable answer" });
    } else {
      this.#respond("generic_nack", sequence, invalidLength);
    }
  }

  #take(taken: TakenPdu): void {
    const { pdu } = taken;
    if (pdu.isResponse()) {
      this.#pending.get(pdu.sequence_number)?.({ kind: "answered", pdu });
      return;
    }
    switch (pdu.command) {
      case "deliver_sm":
      case "data_sm":
        void this.#deliver(taken);
        return;
      case "enquire_link":
        this.#respond("enquire_link_resp", pdu.sequence_number, 0);
        return;
      case "unbind":
        this.#respond("unbind_resp", pdu.sequence_number, 0);
        this.socket.end();
        this.#end();
        return;
      case "alert_notification":
        return;
      default:
        this.#respond("generic_nack", pdu.sequence_number, invalidCommandId);
    }
  }

  async #deliver(taken: TakenPdu): Promise<void> {
    const status = await this.listener.delivered(taken);
    this.#respond(`${taken.pdu.command}_resp`, taken.pdu.sequence_number, status);
  }

  #respond(command: string, sequence_number: number, command_status: number): void {
    if (this.socket.writable) {
      this.socket.write(new WirePdu(command, { sequence_number, command_status }).toBuffer());
    }
  }

  async #enquire(): Promise<void> {
    const result = await this.request("enquire_link", {}, this.timing.enquireMs);
    if (result.kind !== "answered") {
      this.destroy();
    }
  }

  #end(): void {
    if (this.#isOpen) {
      this.#isOpen = false;
      clearTimeout(this.#idle);
      for (const finish of [...this.#pending.values()]) {
        finish({ kind: "no_answer", reason: "link lost" });
      }
      this.listener.lost();
    }
  }
}
