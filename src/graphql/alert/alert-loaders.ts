import type { AlertRow } from "../../manage/alerts/ports.js";
import { requireKey } from "../auth.js";
import { loaderByText } from "../context.js";

export const alertById = loaderByText<AlertRow | null>((context, ids) =>
  context.ports.alerts.alerts.alertsById(requireKey(context), ids),
);
