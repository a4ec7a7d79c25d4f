import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type PDU, type Session } from "smpp";
import type { PeerServer } from "../fixture.js";

/** What an SMSC does with a submission, or with a bind. */
export type SmscAct =
  | { readonly kind: "accept"; readonly ids: readonly string[] }
  | { readonly kind: "refuse"; readonly status: number }
  | { readonly kind: "refuse_bind"; readonly status: number }
  | { readonly kind: "drop" }
  | { readonly kind: "ignore" };

const invalidPassword = 0x0e;

/** An SMSC made of the package's own server, which decodes what it is sent by itself. */
export interface Smsc extends PeerServer<SmscAct> {
  /** Those that are open, the latest last. */
  readonly sessions: readonly Session[];
  readonly binds: readonly PDU[];
  readonly submitted: readonly PDU[];
  /** Commands of everything else that came. */
  readonly heard: readonly string[];
  /** Resolves when that many submissions have come in all. */
  taken(count: number): Promise<void>;
  /** Resolves when that many binds have come in all. */
  bound(count: number): Promise<void>;
  /** Answers one of the submissions, in whatever order. */
  answer(index: number, id: string): void;
}

/**
 * Starts one on a free port, or on that of one before.
 *
 * @param password what a bind has to bring; null = any
 */
export async function startSmsc(port = 0, password: string | null = null): Promise<Smsc> {
  const sessions: Session[] = [];
  const binds: PDU[] = [];
  const submitted: PDU[] = [];
  const answers: ((id: string) => void)[] = [];
  const heard: string[] = [];
  const waiting: { isDone(): boolean; resolve(): void }[] = [];
  const tell = (): void => {
    for (const one of [...waiting]) {
      if (one.isDone()) {
        waiting.splice(waiting.indexOf(one), 1);
        one.resolve();
      }
    }
  };
  const until = (isDone: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ isDone, resolve });
      tell();
    });
  let accepted = 0;
  const server = createServer((session) => {
    sessions.push(session);
    session.on("close", () => sessions.splice(sessions.indexOf(session), 1));
    session.on("error", () => {});
    const bind = (pdu: PDU): void => {
      const { act } = smsc;
      const isKnown = password === null || pdu["password"] === password;
      const status = act.kind === "refuse_bind" ? act.status : isKnown ? 0 : invalidPassword;
      session.send(pdu.response({ command_status: status, system_id: "SMSC" }));
      binds.push(pdu);
      tell();
    };
    for (const kind of ["bind_transceiver", "bind_transmitter", "bind_receiver"]) {
      session.on(kind, bind);
    }
    session.on("submit_sm", (pdu: PDU) => {
      submitted.push(pdu);
      smsc.requests.push({ texts: textsOf(pdu) });
      answers.push((message_id) => session.send(pdu.response({ message_id })));
      const { act } = smsc;
      if (act.kind === "accept") {
        session.send(pdu.response({ message_id: act.ids[accepted % act.ids.length] ?? "" }));
        accepted += 1;
      } else if (act.kind === "refuse") {
        session.send(pdu.response({ command_status: act.status }));
      } else if (act.kind === "drop") {
        session.destroy();
      }
      tell();
    });
    session.on("enquire_link", (pdu: PDU) => {
      heard.push(pdu.command);
      if (smsc.act.kind !== "ignore") {
        session.send(pdu.response());
      }
    });
    session.on("unbind", (pdu: PDU) => {
      heard.push(pdu.command);
      session.send(pdu.response());
      session.close();
    });
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const smsc: Smsc = {
    url: `smpp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    act: { kind: "accept", ids: ["id-1"] },
    requests: [],
    sessions,
    binds,
    submitted,
    heard,
    taken: (count) => until(() => submitted.length >= count),
    bound: (count) => until(() => binds.length >= count),
    answer: (index, id) => answers[index]?.(id),
    async close() {
      const closed = once(server, "close");
      server.close();
      for (const session of [...sessions]) {
        session.destroy();
      }
      await closed;
    },
  };
  return smsc;
}

/** The text of a submission, as the package reads it. */
export function textOf(pdu: PDU): string {
  const read = (value: unknown): string =>
    typeof value === "object" && value !== null && "message" in value ? String(value.message) : "";
  return read(pdu["short_message"]) || read(pdu["message_payload"]);
}

function textsOf(pdu: PDU): string[] {
  return [textOf(pdu), String(pdu["destination_addr"]), String(pdu["source_addr"])];
}
