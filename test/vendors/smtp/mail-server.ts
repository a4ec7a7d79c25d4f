import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import type { SmtpStage } from "../../../src/vendors/smtp/codes.js";
import type { PeerServer } from "../fixture.js";

/** What a mail server does with a message. */
export type MailAct =
  | { readonly kind: "accept" }
  /** Replies so at this stage; `text` may begin with an enhanced status code. */
  | {
      readonly kind: "refuse";
      readonly stage: SmtpStage;
      readonly reply: number;
      readonly text: string;
    }
  /** Cuts the line at this stage; "TAKEN" is after the whole message came, without a reply. */
  | { readonly kind: "drop"; readonly stage: SmtpStage | "TAKEN" }
  /** Takes the whole message and says nothing. */
  | { readonly kind: "hang" };

/** A mail as it arrived. */
export interface ArrivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Parameters of MAIL FROM and RCPT TO. */
  readonly parameters: readonly string[];
  readonly raw: string;
  readonly user: string;
  readonly texts: readonly string[];
}

export interface MailServer extends PeerServer<MailAct> {
  readonly requests: ArrivedMail[];
  /** Sessions that were opened so far, and that are open now. */
  readonly sessions: { opened: number; open: number };
  /** Ends all sessions as a server does that waited too long for the next message. */
  dropSessions(): void;
}

/** A mail server on this machine that lets one user in, and does what it is told. */
export async function startMailServer(
  user: { readonly username: string; readonly password: string },
  options: SMTPServerOptions = {},
): Promise<MailServer> {
  const requests: ArrivedMail[] = [];
  const sessions = { opened: 0, open: 0 };
  const at = (stage: SmtpStage, done: (error?: Error | null) => void, go: () => void): void => {
    const { act } = server;
    if (act.kind === "refuse" && act.stage === stage) {
      done(Object.assign(new Error(act.text), { responseCode: act.reply }));
    } else if (act.kind === "drop" && act.stage === stage) {
      server.dropSessions();
    } else {
      go();
    }
  };
  const take = async (raw: string, session: SMTPServerSession, done: Taken): Promise<void> => {
    const { act } = server;
    requests.push(await arrived(raw, session));
    if (act.kind === "drop") {
      server.dropSessions();
    } else if (act.kind !== "hang") {
      done(null, "2.0.0 Ok: queued as 4XyZ");
    }
  };
  const smtp = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onConnect(_session, done) {
      sessions.opened += 1;
      sessions.open += 1;
      at("GREETING", done, () => done());
    },
    onClose() {
      sessions.open -= 1;
    },
    onAuth({ username = "", password }, _session, done) {
      at("AUTH", done, () => {
        const isKnown = username === user.username && password === user.password;
        done(isKnown ? null : new Error("5.7.8 no"), isKnown ? { user: username } : {});
      });
    },
    onMailFrom: (_address, _session, done) => at("MAIL", done, () => done()),
    onRcptTo: (_address, _session, done) => at("RCPT", done, () => done()),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        at("DATA", done, () => {
          const raw = Buffer.concat(chunks).toString("utf8");
          void take(raw, session, done);
        });
      });
    },
    ...options,
  });
  smtp.on("error", () => {
    // Lines that were cut, by this server or by its client.
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
  const { port } = smtp.server.address() as AddressInfo;
  const server: MailServer = {
    url: `${options.secure === true ? "smtps" : "smtp"}://127.0.0.1:${port}`,
    act: { kind: "accept" },
    requests,
    sessions,
    dropSessions: () => {
      for (const connection of smtp.connections) {
        connection._socket.destroy();
      }
    },
    async close() {
      const closed = new Promise<void>((resolve) => smtp.close(() => resolve()));
      server.dropSessions();
      await closed;
    },
  };
  return server;
}

type Taken = (error?: Error | null, message?: string) => void;

async function arrived(
  raw: string,
  { envelope: { mailFrom, rcptTo }, user }: SMTPServerSession,
): Promise<ArrivedMail> {
  const mail = await PostalMime.parse(raw);
  const from = mailFrom === false ? "" : mailFrom.address;
  const to = rcptTo.map((one) => one.address);
  const parameters = [mailFrom, ...rcptTo].flatMap((one) =>
    one === false || one.args === false ? [] : Object.keys(one.args),
  );
  const texts = [mail.text ?? "", mail.subject ?? "", mail.messageId ?? "", from, ...to];
  return {
    from,
    to,
    parameters,
    raw,
    user: String(user),
    texts: texts.map((text) => text.replaceAll("\r\n", "\n")),
  };
}
