import { connect as connectTcp, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { FailureClass } from "../../core/otp/status.js";
import { commandStatuses, statusName } from "./codes.js";
import { Link, type LinkListener } from "./link.js";
import type { SmscAddress } from "./smsc-address.js";
import type { SmppTiming } from "./timing.js";

/** Why there is no link. */
export interface BindRefusal {
  readonly failureClass: FailureClass;
  /** The command status's name; null when the SMSC did not get as far as that. */
  readonly code: string | null;
  /** Holds no address and no secret. */
  readonly text: string;
}

/** What came of an attempt to bind. */
export type Binding =
  | { readonly ok: true; readonly link: Link }
  | { readonly ok: false; readonly refusal: BindRefusal };

const interfaceVersion = 0x34;

/**
 * Connects and binds as transceiver, within timing.bindMs in all. Never rejects.
 *
 * @param credentials systemId and password
 */
export async function bind(
  address: SmscAddress,
  credentials: Readonly<Record<string, string>>,
  listener: LinkListener,
  timing: SmppTiming,
): Promise<Binding> {
  const startedAt = performance.now();
  const opened = await open(address, timing.bindMs);
  if (typeof opened === "string") {
    return refused("VENDOR_DOWN", null, opened);
  }
  let isBound = false;
  const lost = (): void => {
    if (isBound) {
      listener.lost();
    }
  };
  const link = new Link(opened, { delivered: (taken) => listener.delivered(taken), lost }, timing);
  const fields = {
    system_id: credentials["systemId"] ?? "",
    password: credentials["password"] ?? "",
    system_type: address.systemType,
    interface_version: interfaceVersion,
  };
  const leftMs = timing.bindMs - (performance.now() - startedAt);
  const result = await link.request("bind_transceiver", fields, leftMs);
  if (result.kind === "answered" && result.pdu.command_status === 0 && link.isOpen) {
    isBound = true;
    return { ok: true, link };
  }
  const isLost = !link.isOpen;
  link.destroy();
  if (result.kind !== "answered" || isLost) {
    const reason = result.kind === "answered" ? "link lost" : result.reason;
    return refused("VENDOR_DOWN", null, `no answer to the bind: ${reason}`);
  }
  const status = result.pdu.command_status;
  const failureClass = commandStatuses.get(status)?.failureClass ?? "VENDOR_DOWN";
  // Nothing but the bind was asked for, so that its refusal says nothing of a message.
  const isAccount = failureClass === "ACCOUNT" || failureClass === "THROTTLED";
  return refused(isAccount ? failureClass : "VENDOR_DOWN", statusName(status), "bind refused");
}

function refused(failureClass: FailureClass, code: string | null, text: string): Binding {
  return { ok: false, refusal: { failureClass, code, text } };
}

/** The open socket, or the code of the error for which there is none. */
function open({ host, port, isTls }: SmscAddress, timeoutMs: number): Promise<Socket | string> {
  return new Promise((resolve) => {
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const socket = isTls
      ? connectTls({ host, port, ...servername })
      : connectTcp({ host, port, noDelay: true });
    const finish = (result: Socket | string): void => {
      clearTimeout(timer);
      if (typeof result === "string") {
        socket.destroy();
      }
      resolve(result);
    };
    const timer = setTimeout(() => finish("connect time-out"), timeoutMs);
    socket.once(isTls ? "secureConnect" : "connect", () => finish(socket));
    socket.on("error", (error: NodeJS.ErrnoException) => finish(error.code ?? "connection failed"));
  });
}
