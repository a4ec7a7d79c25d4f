import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { OpenAccount } from "../vendor.js";

/** Where a mail server listens, and whether TLS comes first. */
export interface SmtpAddress {
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  /** On this machine, where nobody listens in: TLS is not asked for. */
  readonly isLocal: boolean;
}

/** Reads `smtps://host:465` (TLS first) or `smtp://host:587` (TLS by STARTTLS); null for others. */
export function smtpAddress(text: string): SmtpAddress | null {
  if (!URL.canParse(text)) {
    return null;
  }
  const { protocol, hostname, port } = new URL(text);
  const isTls = protocol === "smtps:";
  if ((!isTls && protocol !== "smtp:") || hostname === "") {
    return null;
  }
  const host = hostname.replace(/^\[|\]$/g, "");
  const isLocal = host === "localhost" || host === "::1" || /^127(\.[0-9]{1,3}){3}$/.test(host);
  return { host, port: port === "" ? (isTls ? 465 : 587) : Number(port), isTls, isLocal };
}

/**
 * Connects, makes the line secret and signs in, all within `waitMs`. Rejects with an error of
 * nodemailer's: its `code` says what went wrong, `responseCode` and `response` what the server
 * said.
 *
 * Certificates are checked, and a server without TLS is refused unless it is on this machine.
 */
export function dial(
  account: OpenAccount,
  address: SmtpAddress,
  waitMs: number,
): Promise<SMTPConnection> {
  const connection = new SMTPConnection({
    host: address.host,
    port: address.port,
    secure: address.isTls,
    requireTLS: !address.isTls && !address.isLocal,
    ignoreTLS: address.isLocal,
    connectionTimeout: waitMs,
    greetingTimeout: waitMs,
    socketTimeout: waitMs,
    socketCloseTimeout: 1000,
    maxResponseSize: 64 * 1024,
    tls: { minVersion: "TLSv1.2" },
  });
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      clearTimeout(timer);
      connection.close();
      reject(error);
    };
    const timer = setTimeout(() => fail(new Error("time-out")), waitMs);
    // Also later: an error that nobody listens for would end the process.
    connection.on("error", fail);
    connection.connect((error) => {
      if (error) {
        fail(error);
        return;
      }
      const { username: user = "", password: pass = "" } = account.credentials;
      connection.login({ user, pass }, (refusal) => {
        if (refusal) {
          fail(refusal);
        } else {
          clearTimeout(timer);
          resolve(connection);
        }
      });
    });
  });
}
