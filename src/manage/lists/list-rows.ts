import type { MessageLocale } from "../../core/errors.js";
import { csvHeader, csvRow } from "../../core/exports/csv-row.js";
import type { ExportColumn } from "../../core/exports/export-column.js";
import { phraseWords } from "../../core/messages/phrases.js";
import type { NumberVerdict } from "../checks/check-numbers.js";

const columns: readonly ExportColumn[] = [
  { name: "input", type: "TEXT" },
  { name: "valid", type: "WORD" },
  // Digits behind a plus: nothing that a spreadsheet could run.
  { name: "phone", type: "WORD" },
  { name: "email", type: "EMAIL" },
  { name: "country", type: "WORD" },
  { name: "line_type", type: "WORD" },
  { name: "mcc", type: "WORD" },
  { name: "mnc", type: "WORD" },
  { name: "network", type: "TEXT" },
  { name: "reasons", type: "TEXT" },
  { name: "suggestion", type: "TEXT" },
  { name: "checked_at", type: "TIME" },
  { name: "source", type: "WORD" },
  { name: "look_up", type: "WORD" },
];

/** A number as it is dialled: nothing that a spreadsheet could run, and to be found again. */
const plainNumber = /^\+\d{1,15}$/;
const plainColumns = columns.with(0, { name: "input", type: "WORD" });

/** The line of names of a list's result. */
export const listHeader = csvHeader(columns);

/**
 * One entry's line in a list's result. It has a date where a vendor or a name server was asked:
 * what numbering plans and forms say does not depend on the day.
 *
 * @param locale of the reasons, the one column that is words
 */
export function listRow(verdict: NumberVerdict, locale: MessageLocale): string {
  const { input, isValid, phone, email, country, lineType, network, suggestion } = verdict;
  const { source, lookUp, checkedAt } = verdict;
  const reasons = verdict.reasons.map((reason) => phraseWords(reason, locale)).join(" ");
  const isDated = source !== "libphonenumber" && source !== "syntax";
  return csvRow(plainNumber.test(input) ? plainColumns : columns, [
    ...[input, isValid ? "true" : "false", phone, email, country, lineType],
    ...[network?.mcc ?? null, network?.mnc ?? null, network?.name ?? null],
    ...[reasons, suggestion, isDated ? checkedAt.toISOString() : null, source, lookUp],
  ]);
}
