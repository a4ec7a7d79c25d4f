/** What an end user may know of the one send that a client token is bound to. */
export interface Progress {
  readonly cursor: string;
  readonly status: string;
  readonly verification: string;
  readonly channel: string | null;
  readonly nextChannel: string | null;
  readonly nextStepAt: string | null;
  readonly resendAvailableAt: string | null;
  readonly resendsLeft: number;
  readonly checksLeft: number;
}

const query = `subscription ($after: String) { sendProgress(after: $after) { cursor status
  verification channel nextChannel nextStepAt resendAvailableAt resendsLeft checksLeft } }`;

const retryMsMax = 8_000;

interface Hears {
  readonly onProgress: (progress: Progress) => void;
  readonly onLost: () => void;
}

/** Follows the send over graphql-transport-ws, behind the last cursor after a lost connection. */
export function followSend(url: string, token: string, hears: Hears): () => void {
  let cursor: string | null = null;
  let isOver = false;
  let retryMs = 500;
  let socket: WebSocket;
  const connect = (): void => {
    socket = new WebSocket(url, "graphql-transport-ws");
    const send = (message: unknown): void => socket.send(JSON.stringify(message));
    socket.onopen = () =>
      send({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(String(data)) as { type: string; payload?: Payload };
      if (message.type === "connection_ack") {
        retryMs = 500;
        send({ id: "1", type: "subscribe", payload: { query, variables: { after: cursor } } });
      } else if (message.type === "ping") {
        send({ type: "pong" });
      } else if (message.type === "next" && message.payload?.data) {
        cursor = message.payload.data.sendProgress.cursor;
        hears.onProgress(message.payload.data.sendProgress);
      } else if (message.type === "complete" || message.type === "error") {
        isOver = true;
        socket.close();
      }
    };
    socket.onclose = ({ code }) => {
      // 44xx: the token has ended, or the request is wrong; asking again would not help.
      if (!isOver && (code < 4400 || code > 4499)) {
        hears.onLost();
        setTimeout(connect, retryMs);
        retryMs = Math.min(2 * retryMs, retryMsMax);
      }
    };
  };
  connect();
  return () => {
    isOver = true;
    socket.close();
  };
}

interface Payload {
  readonly data?: { readonly sendProgress: Progress } | null;
}
