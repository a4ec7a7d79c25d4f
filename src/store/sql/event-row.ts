import type { EventRow } from "../../flow/rows.js";
import type { Columns } from "./columns.js";

/** Every column of `event`. */
export const eventColumns: Columns<EventRow> = {
  tenantId: "uuid",
  seq: "bigint",
  at: "timestamptz",
  type: "text",
  sendId: "uuid",
  planId: "uuid",
  country: "text",
  status: "text",
  verification: "text",
  attemptId: "uuid",
  attemptNumber: "integer",
  step: "integer",
  channel: "text",
  vendorSlug: "text",
  attemptStatus: "text",
  failureClass: "text",
  nextStepAt: "timestamptz",
  nextChannel: "text",
  costMicros: "bigint",
  heldMicros: "bigint",
  progress: "jsonb",
  detail: "jsonb",
};
