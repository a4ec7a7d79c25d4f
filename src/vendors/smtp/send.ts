import { Readable } from "node:stream";
import type SMTPConnection from "nodemailer/lib/smtp-connection";
import { rejectedOutcome, secretsOf, unknown, unmappedOutcome } from "../outcomes.js";
import type { OpenAccount, SendOutcome, SendRequest } from "../vendor.js";
import { vendorText } from "../vendor-text.js";
import { refusalClass, type SmtpStage } from "./codes.js";
import { composeMail } from "./compose.js";

/** How handing a message over ended without its being taken for sure. */
export interface SmtpFailure {
  readonly error: SmtpError;
  /** True once any of the message may have left: without a reply nobody knows. */
  readonly hasLeft: boolean;
}

/** What is looked at of nodemailer's errors. */
export interface SmtpError extends Error {
  readonly code?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

/** Hands one message over an open connection; never rejects. All of it takes `waitMs` at most. */
export async function handOver(
  request: SendRequest,
  connection: SMTPConnection,
  waitMs: number,
): Promise<SendOutcome | SmtpFailure> {
  const { messageId, bytes } = await composeMail(request);
  let hasLeft = false;
  // Read only once the server has asked for it.
  const content = new Readable({
    read() {
      hasLeft = true;
      this.push(bytes);
      this.push(null);
    },
  });
  const envelope = { from: request.from ?? "", to: [request.to], size: bytes.length };
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      connection.close();
      resolve({ error: new Error("time-out"), hasLeft });
    }, waitMs);
    connection.send(envelope, content, (error) => {
      clearTimeout(timer);
      resolve(error ? { error, hasLeft } : accepted(messageId));
    });
  });
}

function accepted(messageId: string): SendOutcome {
  return { kind: "accepted", vendorMessageIds: [messageId], charged: "maybe", price: null };
}

/**
 * What a failure makes of a message. A reply of the server's says that it was not taken, whenever
 * it came.
 */
export function outcomeOfFailure(
  { error, hasLeft }: SmtpFailure,
  request: SendRequest,
  account: OpenAccount,
): SendOutcome {
  const secrets = secretsOf(request, account);
  if (error.responseCode === undefined) {
    return hasLeft
      ? unknown(error.code ?? null, vendorText(error.message, secrets))
      : rejectedOutcome({
          failureClass:
            error.code === "EAUTH" || error.code === "ENOAUTH" ? "ACCOUNT" : "VENDOR_DOWN",
          code: error.code ?? null,
          text: error.message,
          secrets,
        });
  }
  const reply = String(error.responseCode);
  const text = (error.response ?? "").replace(/^[0-9]{3}[ -]?/, "");
  const enhanced = /^[45]\.[0-9]{1,3}\.[0-9]{1,3}(?= |$)/.exec(text)?.[0] ?? null;
  const failureClass = refusalClass(stageOf(error), reply, enhanced);
  const code = enhanced ?? reply;
  return failureClass === undefined
    ? unmappedOutcome(code, text, secrets)
    : rejectedOutcome({ failureClass, code, text, secrets });
}

function stageOf({ command = "", code }: SmtpError): SmtpStage {
  if (code === "EAUTH" || command.startsWith("AUTH")) {
    return "AUTH";
  }
  switch (command) {
    case "MAIL FROM":
      return "MAIL";
    case "RCPT TO":
      return "RCPT";
    case "DATA":
      return "DATA";
    default:
      return "GREETING";
  }
}
