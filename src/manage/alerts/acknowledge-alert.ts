import { fail, type Result, succeed } from "../../core/errors.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { AlertRow, AlertStore } from "./ports.js";

/**
 * Marks an alert as seen; again changes nothing. NOT_FOUND for another tenant's.
 *
 * @param id null = the caller's text was no alert's id
 */
export async function acknowledgeAlert(
  ports: { readonly alerts: AlertStore },
  viewer: KeyViewer,
  id: string | null,
  now: Date,
): Promise<Result<AlertRow>> {
  const alert = id === null ? null : await ports.alerts.acknowledgeAlert(viewer, id, now);
  return alert === null ? fail("NOT_FOUND", ["id"], { thing: "alert" }) : succeed(alert);
}
