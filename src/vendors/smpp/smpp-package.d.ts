/** As much of the package as is used here; it has no types of its own. */
declare module "smpp" {
  import type { Server, Socket } from "node:net";
  import type { EventEmitter } from "node:events";

  /** One protocol data unit; its parameters are members under their names in SMPP. */
  export class PDU {
    constructor(command: string, parameters?: Readonly<Record<string, unknown>>);
    constructor(bytes: Buffer);
    command: string;
    command_id: number;
    command_status: number;
    sequence_number: number;
    [parameter: string]: unknown;
    protected _filter(direction: "encode" | "decode"): void;
    isResponse(): boolean;
    response(parameters?: Readonly<Record<string, unknown>>): PDU;
    toBuffer(): Buffer;
  }

  /** One side of a connection, as the package's server makes it. */
  export class Session extends EventEmitter {
    readonly socket: Socket;
    send(pdu: PDU, answered?: (pdu: PDU) => void): boolean;
    deliver_sm(parameters: object, answered?: (pdu: PDU) => void): boolean;
    data_sm(parameters: object, answered?: (pdu: PDU) => void): boolean;
    enquire_link(answered?: (pdu: PDU) => void): boolean;
    unbind(answered?: (pdu: PDU) => void): boolean;
    destroy(): void;
    close(): void;
  }

  /** Listens for connections; emits sessions. */
  export function createServer(listener: (session: Session) => void): Server;

  /** Tables that are only there as members of the whole. */
  const tables: {
    readonly errors: Readonly<Record<string, number>>;
    readonly encodings: {
      readonly ASCII: { encode(text: string): Buffer; decode(bytes: Buffer): string };
    };
  };
  export default tables;
}
