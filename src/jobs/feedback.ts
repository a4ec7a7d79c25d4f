import { type TellPorts, tellVendors } from "../manage/feedback/tell-vendors.js";
import { every } from "./every.js";

const pauseMs = 5_000;

/** Tells vendors of conversions, over and over. `stop` waits for the turn under way. */
export function startFeedback(ports: TellPorts & { failed(error: unknown, what: string): void }): {
  stop(): Promise<void>;
} {
  return every(
    pauseMs,
    () => tellVendors(ports),
    (error) => ports.failed(error, "telling vendors of conversions"),
  );
}
