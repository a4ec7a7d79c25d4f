import { rejected } from "../outcomes.js";
import type {
  OpenAccount,
  ReceiptSink,
  SendOutcome,
  SendRequest,
  VendorConnection,
} from "../vendor.js";
import { bind, type Binding } from "./bind.js";
import type { TakenPdu } from "./pdu.js";
import { readDelivery } from "./receipt.js";
import { readSmscAddress, type SmscAddress } from "./smsc-address.js";
import { submit } from "./submit.js";
import type { SmppTiming } from "./timing.js";
import { Window } from "./window.js";

const ok = 0x00;
const comeAgain = 0x64;
const neverAgain = 0x65;

/**
 * An account's connection to an SMSC: bound from the beginning, because receipts come over it, and
 * bound again when the link is lost – at once the first time, then with growing pauses. In a pause
 * messages are refused at once for the reason of the last failure, so that others are tried.
 */
export class SmppConnection implements VendorConnection {
  #binding: Promise<Binding>;
  #window: Window;
  #boundAtMs = 0;
  #failures = 0;
  #retry: NodeJS.Timeout | null = null;
  #isClosed = false;
  #reference = Math.floor(Math.random() * 256);
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly account: OpenAccount,
    private readonly address: SmscAddress,
    private readonly receive: ReceiptSink,
    private readonly timing: SmppTiming,
  ) {
    this.#window = new Window(address.windowMax);
    this.#binding = this.#bind();
  }

  async send(request: SendRequest): Promise<SendOutcome> {
    if (this.#isClosed) {
      return rejected("VENDOR_DOWN", null, "the connection is closed");
    }
    const sending = this.#send(request, performance.now() + this.timing.messageMs);
    this.#underWay.add(sending);
    return sending.finally(() => this.#underWay.delete(sending));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry ?? undefined);
    await Promise.race([Promise.allSettled(this.#underWay), pause(this.timing.drainMs)]);
    const binding = await this.#binding;
    if (binding.ok) {
      await binding.link.close();
    }
  }

  async #send(request: SendRequest, untilMs: number): Promise<SendOutcome> {
    const binding = await this.#binding;
    if (!binding.ok) {
      const { failureClass, code, text } = binding.refusal;
      return rejected(failureClass, code, text);
    }
    this.#reference += 1;
    const { address, timing } = this;
    const bound = { link: binding.link, window: this.#window, address, timing };
    return submit(request, bound, this.#reference, untilMs);
  }

  async #bind(): Promise<Binding> {
    const listener = {
      delivered: (taken: TakenPdu) => this.#delivered(taken),
      lost: () => this.#lost(),
    };
    this.#window = new Window(this.address.windowMax);
    const binding = await bind(this.address, this.account.credentials, listener, this.timing);
    this.#boundAtMs = performance.now();
    if (!binding.ok) {
      this.#failures += 1;
      this.#bindAfter(binding.refusal.failureClass === "ACCOUNT" ? this.timing.pauseMsMax : null);
    }
    return binding;
  }

  #lost(): void {
    if (performance.now() - this.#boundAtMs >= this.timing.stableMs) {
      this.#failures = 0;
    }
    const isFirst = this.#failures === 0;
    this.#failures += 1;
    if (this.#isClosed) {
      return;
    }
    if (isFirst) {
      this.#binding = this.#bind();
      return;
    }
    const refusal = { failureClass: "VENDOR_DOWN", code: null, text: "link lost" } as const;
    this.#binding = Promise.resolve({ ok: false, refusal });
    this.#bindAfter(null);
  }

  #bindAfter(pauseMs: number | null): void {
    const { pauseMsMin, pauseMsMax } = this.timing;
    const doubled = Math.min(pauseMsMin * 2 ** Math.min(this.#failures - 1, 20), pauseMsMax);
    // A spread, so that all processes of an installation do not come back in the same moment.
    const waitMs = (pauseMs ?? doubled) * (0.75 + Math.random() / 2);
    if (!this.#isClosed) {
      this.#retry = setTimeout(() => {
        this.#binding = this.#bind();
      }, waitMs);
    }
  }

  async #delivered({ pdu, bytes }: TakenPdu): Promise<number> {
    const delivery = readDelivery(pdu, this.address, new Date());
    if (delivery.kind !== "receipt") {
      return delivery.kind === "message" ? ok : neverAgain;
    }
    try {
      await this.receive([delivery.receipt], bytes);
      return ok;
    } catch {
      return comeAgain;
    }
  }
}

/** What an account without an address has for a connection. */
export const noConnection: VendorConnection = {
  send: () => Promise.resolve(rejected("VENDOR_DOWN", null, "the vendor has no SMPP address")),
  close: () => Promise.resolve(),
};

/** Makes the account's connection and begins to bind. */
export function connectSmpp(
  account: OpenAccount,
  receive: ReceiptSink,
  timing: SmppTiming,
): VendorConnection {
  const address = readSmscAddress(account.baseUrl);
  return address === null ? noConnection : new SmppConnection(account, address, receive, timing);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
