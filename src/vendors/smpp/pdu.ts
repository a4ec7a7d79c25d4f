import { PDU } from "smpp";

/** A PDU whose texts stay the bytes that they are on the wire. */
export class WirePdu extends PDU {
  // The package would decode texts by an alphabet that carriers do not keep to.
  protected override _filter(): void {}
}

const headerBytes = 16;
const pduBytesMax = 16_384;

/** One PDU as it came, and its bytes. */
export interface TakenPdu {
  readonly pdu: WirePdu;
  readonly bytes: Buffer;
}

/** A PDU of which only the header can be read. */
export interface BrokenPdu {
  readonly pdu: null;
  readonly isResponse: boolean;
  readonly sequence: number;
}

/** Cuts a stream of bytes into PDUs. */
export class PduReader {
  #rest: Buffer = Buffer.alloc(0);

  /**
   * Takes bytes as they come; returns the PDUs that are whole by now. Throws when what came is no
   * SMPP: the stream cannot be read any further then.
   */
  push(chunk: Buffer): readonly (TakenPdu | BrokenPdu)[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const taken: (TakenPdu | BrokenPdu)[] = [];
    while (this.#rest.length >= 4) {
      const length = this.#rest.readUInt32BE(0);
      if (length < headerBytes || length > pduBytesMax) {
        throw new Error("a PDU of impossible length");
      }
      if (this.#rest.length < length) {
        break;
      }
      taken.push(readPdu(this.#rest.subarray(0, length)));
      this.#rest = this.#rest.subarray(length);
    }
    return taken;
  }
}

function readPdu(bytes: Buffer): TakenPdu | BrokenPdu {
  try {
    return { pdu: new WirePdu(bytes), bytes };
  } catch {
    // The package reads beyond the end of a body that is too short.
    const isResponse = bytes.readUInt8(4) >= 0x80;
    return { pdu: null, isResponse, sequence: bytes.readUInt32BE(12) };
  }
}

/** A parameter that is bytes or text, as bytes; empty when it is missing. */
export function bytesOf(pdu: PDU, name: string): Buffer {
  const value = pdu[name];
  return Buffer.isBuffer(value)
    ? value
    : Buffer.from(typeof value === "string" ? value : "", "latin1");
}
