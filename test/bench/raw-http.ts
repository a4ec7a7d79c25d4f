/**
 * As much of HTTP/1.1 as the bench's own processes need: keep-alive, one request at a time on each
 * connection, bodies with a content-length. They share the cores with the server that is measured,
 * and a whole client takes several times as much of them.
 */
import net from "node:net";

export interface RawMessage {
  /** The first line: of a request "POST /path HTTP/1.1", of an answer "HTTP/1.1 200 OK". */
  readonly start: string;
  /** All header lines, as they came. */
  readonly head: string;
  readonly body: string;
}

const headEnd = Buffer.from("\r\n\r\n");

/** Cuts what comes in over one connection into messages. */
class Cutter {
  #rest: Buffer = Buffer.alloc(0);

  constructor(private readonly onMessage: (message: RawMessage) => void) {}

  take(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      const end = this.#rest.indexOf(headEnd);
      if (end < 0) {
        return;
      }
      const head = this.#rest.toString("latin1", 0, end);
      const length = headerOf(head, "content-length");
      if (length === null) {
        throw new Error(`a message without content-length: ${head.slice(0, 200)}`);
      }
      const from = end + headEnd.length;
      const to = from + Number(length);
      if (this.#rest.length < to) {
        return;
      }
      const body = this.#rest.toString("utf8", from, to);
      this.#rest = this.#rest.subarray(to);
      this.onMessage({ start: head.slice(0, head.indexOf("\r\n")), head, body });
    }
  }
}

/** A header's value; null = there is none. */
export function headerOf(head: string, name: string): string | null {
  const at = head.toLowerCase().indexOf(`\r\n${name}:`);
  if (at < 0) {
    return null;
  }
  const from = at + name.length + 3;
  const end = head.indexOf("\r\n", from);
  return head.slice(from, end < 0 ? undefined : end).trim();
}

/** A connection with the answer that it waits for. */
interface Line {
  readonly socket: net.Socket;
  answered: ((answer: RawMessage | Error) => void) | null;
}

/** Posts JSON to one server over a fixed number of connections. */
export class RawClient {
  readonly #host: string;
  readonly #port: number;
  readonly #idle: Line[] = [];
  readonly #waiting: ((line: Line) => void)[] = [];
  readonly #lines = new Set<Line>();

  constructor(
    origin: string,
    private readonly connections: number,
  ) {
    const url = new URL(origin);
    this.#host = url.hostname;
    this.#port = Number(url.port);
  }

  /** @param headers whole lines, each ending in \r\n */
  async post(path: string, headers: string, body: string): Promise<RawMessage> {
    const line = await this.#line();
    const answer = await new Promise<RawMessage | Error>((resolve) => {
      line.answered = resolve;
      line.socket.write(
        `POST ${path} HTTP/1.1\r\nhost: ${this.#host}:${this.#port}\r\n` +
          `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
          `${headers}\r\n${body}`,
      );
    });
    if (answer instanceof Error) {
      throw answer;
    }
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#idle.push(line);
    } else {
      next(line);
    }
    return answer;
  }

  close(): void {
    for (const { socket } of this.#lines) {
      socket.destroy();
    }
  }

  #line(): Promise<Line> | Line {
    const idle = this.#idle.pop();
    if (idle !== undefined) {
      return idle;
    }
    if (this.#lines.size < this.connections) {
      return this.#connect();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #connect(): Line {
    const socket = net.connect(this.#port, this.#host);
    socket.setNoDelay(true);
    const line: Line = { socket, answered: null };
    this.#lines.add(line);
    const tell = (answer: RawMessage | Error): void => {
      const { answered } = line;
      line.answered = null;
      answered?.(answer);
    };
    const cutter = new Cutter(tell);
    socket.on("data", (chunk) => cutter.take(chunk));
    socket.on("error", tell);
    socket.on("close", () => {
      this.#lines.delete(line);
      const place = this.#idle.indexOf(line);
      if (place >= 0) {
        this.#idle.splice(place, 1);
      }
      tell(new Error("the connection was closed"));
    });
    return line;
  }
}

/** Listens on 127.0.0.1; `answer` gives each request's JSON. */
export async function rawServer(
  answer: (request: RawMessage) => string,
): Promise<{ readonly url: string; close(): void }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    const cutter = new Cutter((request) => {
      const body = answer(request);
      socket.write(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n" +
          `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
    });
    socket.on("data", (chunk) => cutter.take(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address() as net.AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
}
