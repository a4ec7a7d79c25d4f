import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A PDU as SMPP 3.4 lays it out in section 3.2: a header of four numbers, and a body. */
export interface RawPdu {
  readonly id: number;
  readonly status: number;
  readonly sequence: number;
  readonly body: Buffer;
}

/** Command ids of section 5.1.2.1; an answer's is its request's with the highest bit. */
export const commands = {
  submitSm: 0x00000004,
  deliverSm: 0x00000005,
  unbind: 0x00000006,
  bindTransceiver: 0x00000009,
  enquireLink: 0x00000015,
  genericNack: 0x80000000,
} as const;

const headerBytes = 16;

/** The command id of the answer to one. */
export function answerTo(id: number): number {
  return (id | 0x80000000) >>> 0;
}

/** The bytes of a PDU. */
export function bytesOfPdu({ id, status, sequence, body }: RawPdu): Buffer {
  const header = Buffer.alloc(headerBytes);
  [headerBytes + body.length, id, status, sequence].forEach((number, index) => {
    header.writeUInt32BE(number, index * 4);
  });
  return Buffer.concat([header, body]);
}

/** A PDU with this body, or with none. */
export function pdu(
  id: number,
  sequence: number,
  body: Buffer = Buffer.alloc(0),
  status = 0,
): Buffer {
  return bytesOfPdu({ id, status, sequence, body });
}

/** A C-octet string of section 3.1. */
export function text(value: string): Buffer {
  return Buffer.from(`${value}\0`, "latin1");
}

/** An optional parameter of section 3.2.4.1: tag, length, value. */
export function tlv(tag: number, value: Buffer | string): Buffer {
  const bytes = Buffer.from(value as string, "latin1");
  const head = Buffer.alloc(4);
  head.writeUInt16BE(tag, 0);
  head.writeUInt16BE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}

/** One connection to the peer. */
export interface RawLink {
  readonly socket: Socket;
  /** The next PDU of this command that came and was not handed out yet. */
  next(id: number): Promise<RawPdu>;
}

/**
 * An SMSC that is nothing but bytes: it takes connections and cuts what comes into PDUs. All that
 * it says is what a test writes.
 */
export class RawPeer {
  readonly #server = createServer((socket) => this.#take(socket));
  readonly #links: RawLink[] = [];
  readonly #waiting: ((link: RawLink) => void)[] = [];
  readonly #sockets: Socket[] = [];

  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return `smpp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next connection. */
  link(): Promise<RawLink> {
    const link = this.#links.shift();
    return link === undefined
      ? new Promise((resolve) => this.#waiting.push(resolve))
      : Promise.resolve(link);
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await closed;
  }

  #take(socket: Socket): void {
    this.#sockets.push(socket);
    const came: RawPdu[] = [];
    const waiting: { readonly id: number; readonly resolve: (pdu: RawPdu) => void }[] = [];
    const hand = (one: RawPdu): void => {
      const at = waiting.findIndex(({ id }) => id === one.id);
      const [first] = at < 0 ? [] : waiting.splice(at, 1);
      if (first === undefined) {
        came.push(one);
      } else {
        first.resolve(one);
      }
    };
    let rest: Buffer = Buffer.alloc(0);
    socket.on("error", () => {});
    socket.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= headerBytes && rest.length >= rest.readUInt32BE(0)) {
        const length = rest.readUInt32BE(0);
        hand({
          id: rest.readUInt32BE(4),
          status: rest.readUInt32BE(8),
          sequence: rest.readUInt32BE(12),
          body: Buffer.from(rest.subarray(headerBytes, length)),
        });
        rest = rest.subarray(length);
      }
    });
    const link: RawLink = {
      socket,
      next(id) {
        const at = came.findIndex((one) => one.id === id);
        const [first] = at < 0 ? [] : came.splice(at, 1);
        return first === undefined
          ? new Promise((resolve) => waiting.push({ id, resolve }))
          : Promise.resolve(first);
      },
    };
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#links.push(link);
    } else {
      next(link);
    }
  }
}
