import type SMTPConnection from "nodemailer/lib/smtp-connection";
import { rejected } from "../outcomes.js";
import type { OpenAccount, SendOutcome, SendRequest, VendorConnection } from "../vendor.js";
import { dial, type SmtpAddress, smtpAddress } from "./dial.js";
import { handOver, outcomeOfFailure, type SmtpError, type SmtpFailure } from "./send.js";

/** How long to wait; what is left out is as the capability record says. */
export interface SmtpWaits {
  /** For a turn, for connecting, and for handing a message over. */
  readonly stepMs: number;
  /** Sessions that nothing was sent over for this long are closed. */
  readonly idleMs: number;
}

const usualWaits: SmtpWaits = { stepMs: 7000, idleMs: 15_000 };
const sessionsMax = 5;
const closeMsMax = 5000;

/**
 * Keeps up to five sessions with an account's mail server, each of them for one message at a time;
 * more messages wait for one. None is opened before the first message.
 */
export function connectSmtp(account: OpenAccount, waits = usualWaits): VendorConnection {
  const address = smtpAddress(account.baseUrl);
  if (address === null) {
    const problem = "the vendor's base URL is not one of a mail server";
    return {
      send: () => Promise.resolve(rejected("VENDOR_DOWN", "NO_ADDRESS", problem)),
      close: () => Promise.resolve(),
    };
  }
  return new SmtpSessions(account, address, waits);
}

class SmtpSessions implements VendorConnection {
  readonly #idle: { readonly session: SMTPConnection; readonly timer: NodeJS.Timeout }[] = [];
  readonly #waiting: (() => void)[] = [];
  readonly #underWay = new Set<Promise<SendOutcome>>();
  #busy = 0;
  #isClosed = false;

  constructor(
    private readonly account: OpenAccount,
    private readonly address: SmtpAddress,
    private readonly waits: SmtpWaits,
  ) {}

  send(request: SendRequest): Promise<SendOutcome> {
    const sending = this.#send(request).finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
    return sending;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise((resolve) => (timer = setTimeout(resolve, closeMsMax)));
    await Promise.race([Promise.all(this.#underWay), enough]);
    clearTimeout(timer);
    for (const { session, timer: idleTimer } of this.#idle.splice(0)) {
      clearTimeout(idleTimer);
      session.quit();
    }
  }

  async #send(request: SendRequest): Promise<SendOutcome> {
    if (!(await this.#hasTurn())) {
      return rejected("THROTTLED", "NO_SESSION", "all sessions with the mail server are busy");
    }
    try {
      const kept = this.#takeIdle();
      const first = kept === null ? null : await this.#over(kept, request);
      // The server may have closed a session in the very moment in which it was used again.
      const outcome =
        first === null || isOfOldSession(first) ? await this.#overNew(request) : first;
      return "kind" in outcome ? outcome : outcomeOfFailure(outcome, request, this.account);
    } finally {
      this.#passTurn();
    }
  }

  /** Waits for one of the sessions; false when none was free in time. */
  async #hasTurn(): Promise<boolean> {
    if (this.#busy < sessionsMax) {
      this.#busy += 1;
      return true;
    }
    return new Promise((resolve) => {
      const take = (): void => {
        clearTimeout(timer);
        resolve(true);
      };
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(take), 1);
        resolve(false);
      }, this.waits.stepMs);
      this.#waiting.push(take);
    });
  }

  #passTurn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#busy -= 1;
    } else {
      next();
    }
  }

  async #overNew(request: SendRequest): Promise<SendOutcome | SmtpFailure> {
    let session: SMTPConnection;
    try {
      session = await dial(this.account, this.address, this.waits.stepMs);
    } catch (error) {
      return { error: error as SmtpError, hasLeft: false };
    }
    return this.#over(session, request);
  }

  async #over(session: SMTPConnection, request: SendRequest): Promise<SendOutcome | SmtpFailure> {
    const outcome = await handOver(request, session, this.waits.stepMs);
    if ("kind" in outcome && !this.#isClosed) {
      this.#keep(session);
    } else {
      session.quit();
    }
    return outcome;
  }

  #keep(session: SMTPConnection): void {
    const timer = setTimeout(() => {
      this.#forget(session);
      session.quit();
    }, this.waits.idleMs);
    this.#idle.push({ session, timer });
    session.once("end", () => this.#forget(session));
  }

  #takeIdle(): SMTPConnection | null {
    const latest = this.#idle.at(-1)?.session ?? null;
    return latest === null ? null : this.#forget(latest);
  }

  #forget(session: SMTPConnection): SMTPConnection {
    const index = this.#idle.findIndex((one) => one.session === session);
    const [found] = index < 0 ? [] : this.#idle.splice(index, 1);
    clearTimeout(found?.timer);
    return session;
  }
}

function isOfOldSession(outcome: SendOutcome | SmtpFailure): boolean {
  if ("kind" in outcome || outcome.hasLeft) {
    return false;
  }
  const { responseCode } = outcome.error;
  return responseCode === undefined || responseCode === 421;
}
