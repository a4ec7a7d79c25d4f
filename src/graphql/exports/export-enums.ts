import type { ExportFormat, ExportKind, ExportStatus } from "../../core/exports/export-kind.js";
import { enumType } from "../enum-type.js";

export const ExportKindEnum = enumType<ExportKind>("ExportKind", "What an export holds.", {
  COST_LINES: "One row for each attempt whose money was held in the range, with what it costs.",
  COST_REPORT: "The rows of costReport.",
  DELIVERY_REPORT: "The rows of deliveryReport.",
  SENDS: "One row for each send of the range; recipients are masked without RECIPIENT_READ.",
  LEDGER: "The entries of the ledger that were booked in the range.",
});

export const ExportFormatEnum = enumType<ExportFormat>("ExportFormat", "The form of an export.", {
  CSV:
    "RFC 4180 with a header, UTF-8 without a mark, line feeds; a text that a spreadsheet would " +
    "run gets an apostrophe in front.",
  NDJSON: "One JSON object a line; decimals are strings.",
  PARQUET: "Apache Parquet; amounts are DECIMAL(18, 6).",
});

export const ExportStatusEnum = enumType<ExportStatus>("ExportStatus", "How far an export is.", {
  QUEUED: "It waits for its turn.",
  RUNNING: "It is being written.",
  READY: "It can be downloaded until it expires.",
  FAILED: "It could not be made; error says why.",
  EXPIRED: "It was ready, and its bytes are gone.",
});
