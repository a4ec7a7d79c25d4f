import WebSocket from "ws";
import { until } from "./until.js";

export interface SocketMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A WebSocket that may break the protocol, unlike a client of it. */
export async function openSocket(url: string, protocol: string | null = "graphql-transport-ws") {
  const socket = protocol === null ? new WebSocket(url) : new WebSocket(url, protocol);
  const messages: SocketMessage[] = [];
  const closed: { code: number | null; reason: string } = { code: null, reason: "" };
  socket.on("message", (data: Buffer) => {
    messages.push(JSON.parse(data.toString("utf8")) as SocketMessage);
  });
  socket.on("close", (code, reason) => {
    closed.code = code;
    closed.reason = String(reason);
  });
  socket.on("error", () => undefined);
  await new Promise<void>((resolve) => {
    socket.once("open", resolve);
    socket.once("close", () => resolve());
  });
  let last = 0;
  const send = (message: object | string | Buffer): void =>
    socket.send(
      typeof message === "string" || Buffer.isBuffer(message) ? message : JSON.stringify(message),
    );
  const seen = (test: (message: SocketMessage) => boolean) =>
    until("a message of the socket", () => messages.find(test));
  return {
    socket,
    messages,
    closed,
    send,
    seen,
    /** The code it was closed with. */
    ended: () => until("the socket is closed", () => closed.code),
    async signIn(secret: string | null): Promise<void> {
      const payload = secret === null ? {} : { Authorization: `Bearer ${secret}` };
      send({ type: "connection_init", payload });
      await until(
        "signed in or closed",
        () => closed.code !== null || messages.some(({ type }) => type === "connection_ack"),
      );
    },
    subscribe(id: string, query: string, variables: object = {}): void {
      send({ id, type: "subscribe", payload: { query, variables } });
    },
    /** The payload of the first answer to an operation. */
    async ask(query: string, variables: object = {}): Promise<unknown> {
      last += 1;
      const id = `ask-${last}`;
      send({ id, type: "subscribe", payload: { query, variables } });
      const answer = await seen((message) => message.id === id);
      send({ id, type: "complete" });
      return answer.payload;
    },
    close: () => socket.close(),
  };
}

export type RawSocket = Awaited<ReturnType<typeof openSocket>>;
