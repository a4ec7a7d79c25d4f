import { type Progress, progressFields } from "./progress.js";

const subscription = `subscription ($after: String) {
  sendProgress(after: $after) { ${progressFields} } }`;

interface Message {
  readonly type: string;
  readonly payload?: { readonly data?: { readonly sendProgress: Progress } | null };
}

export interface SocketHears {
  readonly onOpen: () => void;
  readonly onProgress: (progress: Progress) => void;
  /** It cannot go on behind this cursor. */
  readonly onRefused: () => void;
  readonly onClosed: () => void;
}

/** Subscribes to the send of a token over graphql-transport-ws, behind a cursor if there is one. */
export function openSocket(
  endpoint: URL,
  token: string,
  after: () => string | null,
  hears: SocketHears,
): WebSocket {
  const socket = new WebSocket(endpoint.href.replace(/^http/, "ws"), "graphql-transport-ws");
  const send = (message: object): void => socket.send(JSON.stringify(message));
  socket.onopen = () =>
    send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
  socket.onmessage = ({ data }) => {
    const { type, payload } = JSON.parse(String(data)) as Message;
    if (type === "connection_ack") {
      hears.onOpen();
      const variables = { after: after() };
      send({ id: "1", type: "subscribe", payload: { query: subscription, variables } });
    } else if (type === "ping") {
      send({ type: "pong" });
    } else if (type === "next" && payload?.data) {
      hears.onProgress(payload.data.sendProgress);
    } else if (type === "error" || type === "next") {
      hears.onRefused();
      socket.close();
    } else if (type === "complete") {
      socket.close();
    }
  };
  socket.onclose = hears.onClosed;
  return socket;
}
