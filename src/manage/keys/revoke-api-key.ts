import { fail, type Result, succeed } from "../../core/errors.js";
import type { Bus } from "../../flow/tail.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { ApiKeyRow, KeyStore } from "./ports.js";

/** Ends a key at once, in every process; revoking it again changes nothing. */
export async function revokeApiKey(
  ports: { readonly keys: KeyStore; readonly bus: Bus },
  viewer: KeyViewer,
  id: string | null,
  now: Date,
): Promise<Result<ApiKeyRow>> {
  const key = id === null ? null : await ports.keys.revokeKey(viewer, id, now);
  if (key === null) {
    return fail("NOT_FOUND", ["id"], { thing: "API key" });
  }
  ports.bus.publish("keys", [key.id]);
  return succeed(key);
}
