import { isCountry } from "../../core/country.js";
import { type DomainError, domainError, fail, type Result, succeed } from "../../core/errors.js";
import { isGrouped } from "../../core/exports/export-kind.js";
import { encodeId } from "../../core/ids.js";
import { checkText, textLengthMax } from "../../core/limits.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { ExportFilter, ExportRow, ExportSpec, ExportStore } from "./ports.js";

/** requestExport's input, its ids decoded. */
export type RequestExportRequest = Omit<ExportSpec, "revealsRecipients">;

const dayMs = 86_400_000;
const earliest = new Date("2000-01-01T00:00:00Z");
const latest = new Date("2200-01-01T00:00:00Z");
/** Longest range in days; of hours, a month with the hour that clocks may add. */
const maxDays = { lines: 400, hours: 32 };
const listMax = 250;
/** Exports of a tenant that are QUEUED or RUNNING at a time. */
export const openExportsMax = 3;
const retryAfterMs = 30_000;

/**
 * Asks for an export; a job makes it. Recipients are in full when the key may read them. Errors as
 * requestExport's codes in core/error-codes.
 */
export async function requestExport(
  { exports }: { readonly exports: ExportStore },
  viewer: KeyViewer & { readonly tenantId: string },
  request: RequestExportRequest,
  now: Date,
): Promise<Result<ExportRow>> {
  const errors = checkExport(request);
  if (errors.length > 0) {
    return { ok: false, errors };
  }
  const { planIds = [] } = request.filter;
  const [unknown] =
    planIds.length === 0 ? [] : await exports.unknownPlans(viewer.tenantId, planIds);
  if (unknown !== undefined) {
    return { ok: false, errors: [noSuchPlan(planIds, unknown)] };
  }
  const revealsRecipients = request.kind === "SENDS" && viewer.scopes.has("RECIPIENT_READ");
  const row = await exports.addExport(
    viewer.tenantId,
    { ...request, revealsRecipients },
    { requestedBy: viewer.keyName, openMax: openExportsMax, now },
  );
  return row === null
    ? fail("TOO_MANY_EXPORTS", null, { max: openExportsMax }, retryAfterMs)
    : succeed(row);
}

function noSuchPlan(planIds: readonly string[], uuid: string): DomainError {
  const field = ["filter", "planIds", String(planIds.indexOf(uuid))];
  return domainError("PLAN_NOT_FOUND", field, { plan: encodeId("plan", uuid) });
}

/** Why rows cannot be exported like this; empty when they can. */
export function checkExport(request: RequestExportRequest): DomainError[] {
  return [...checkRange(request), ...checkGroupBy(request), ...checkFilter(request.filter)];
}

function checkRange({
  from,
  to,
  groupBy,
}: Pick<RequestExportRequest, "from" | "to" | "groupBy">): DomainError[] {
  const max = groupBy.includes("HOUR") ? maxDays.hours : maxDays.lines;
  if (from < earliest || to > latest) {
    const field = ["range", from < earliest ? "from" : "to"];
    return [domainError("OUT_OF_RANGE", field, { min: "2000-01-01", max: "2200-01-01" })];
  }
  const isSound = from < to && to.getTime() - from.getTime() <= max * dayMs;
  return isSound ? [] : [domainError("INVALID_RANGE", ["range"], { maxDays: max })];
}

function checkGroupBy({ kind, groupBy }: RequestExportRequest): DomainError[] {
  if (isGrouped(kind) && groupBy.length === 0) {
    return [domainError("GROUP_BY_REQUIRED", ["groupBy"], { kind })];
  }
  if (!isGrouped(kind) && groupBy.length > 0) {
    return [domainError("GROUP_BY_NOT_ALLOWED", ["groupBy"], { kind })];
  }
  return groupBy.flatMap((dimension, index) =>
    groupBy.indexOf(dimension) < index
      ? [domainError("DUPLICATE_ITEM", ["groupBy", String(index)], { item: dimension })]
      : [],
  );
}

function checkFilter(filter: ExportFilter): DomainError[] {
  const lists = Object.entries(filter) as [keyof ExportFilter, readonly string[]][];
  return lists.flatMap(([name, values]) => {
    if (values.length > listMax) {
      return [domainError("TOO_MANY_ITEMS", ["filter", name], { max: listMax })];
    }
    return values.flatMap(
      (value, index) => checkEntry(name, value, ["filter", name, String(index)]) ?? [],
    );
  });
}

function checkEntry(
  name: keyof ExportFilter,
  value: string,
  field: readonly string[],
): DomainError | null {
  switch (name) {
    case "countries":
      return isCountry(value) ? null : domainError("UNKNOWN_COUNTRY", field, { country: value });
    case "vendors":
      return checkText(value, field, textLengthMax.vendor);
    case "purposes":
      return checkText(value, field, textLengthMax.purpose);
    case "planIds":
    case "channels":
      return null;
  }
}
