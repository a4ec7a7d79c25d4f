import { afterEach, beforeEach } from "vitest";
import { connectSmpp } from "../../../src/vendors/smpp/connection.js";
import { type SmppTiming, usualTiming } from "../../../src/vendors/smpp/timing.js";
import type {
  OpenAccount,
  ReceiptSink,
  SendOutcome,
  SendRequest,
  VendorConnection,
} from "../../../src/vendors/vendor.js";
import { type Smsc, startSmsc } from "./smsc.js";

/** A message to send. */
export const message: SendRequest = {
  reference: "ref-one",
  channel: "SMS",
  to: "+6281234567890",
  text: "Kode Anda 493817.",
  subject: null,
  code: "493817",
  locale: "id",
  from: null,
  vendorTemplateName: null,
  validitySec: 300,
};

const nobodyWaits: ReceiptSink = () => Promise.reject(new Error("none was expected"));

/** Patient where nothing is waited for, so that a machine at its limit changes nothing. */
export const patient: SmppTiming = {
  ...usualTiming,
  bindMs: 15_000,
  messageMs: 15_000,
  roomMs: 10_000,
  pauseMsMin: 10,
  drainMs: 100,
};

/** The account at this address. */
export function accountAt(url: string): OpenAccount {
  return {
    accountId: "account-1",
    baseUrl: url,
    credentials: { systemId: "sandi-otp", password: "pa55w0rd" },
    callbackUrl: "",
    vendor: "carrier",
  };
}

/** An SMSC of its own for each test of the file, and connections to it that are closed after it. */
export class SmppWorld {
  smsc!: Smsc;
  readonly #connections: VendorConnection[] = [];

  constructor() {
    beforeEach(async () => {
      this.smsc = await startSmsc();
    });
    afterEach(async () => {
      await Promise.all(this.#connections.splice(0).map((connection) => connection.close()));
      await this.smsc.close();
    });
  }

  connect(
    changes: Partial<SmppTiming> = {},
    { query = "", receive = nobodyWaits, url = this.smsc.url } = {},
  ): VendorConnection {
    const account = accountAt(`${url}${query}`);
    const connection = connectSmpp(account, receive, { ...patient, ...changes });
    this.#connections.push(connection);
    return connection;
  }

  /** Another SMSC, because the one there was is gone. */
  async restart(): Promise<void> {
    this.smsc = await startSmsc();
  }

  /** Lets everything that is on its way over the link arrive. */
  async settled(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.smsc.sessions[0]?.enquire_link(() => resolve());
    });
  }
}

/** Sends this many, told apart by their text. */
export function sendMany(connection: VendorConnection, count: number): Promise<SendOutcome>[] {
  return Array.from({ length: count }, (_, index) =>
    connection.send({ ...message, text: `code ${index + 1}` }),
  );
}
