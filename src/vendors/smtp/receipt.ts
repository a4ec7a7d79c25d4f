import { refusedCallback } from "../callback-results.js";
import type { CallbackResult } from "../vendor.js";

/** Mail servers call nobody back: what comes here is nobody's. */
export function readCallback(): CallbackResult {
  return refusedCallback("bad_signature");
}
