import { isCountry } from "../../core/country.js";
import { fail, type Result, succeed } from "../../core/errors.js";
import { encodeId } from "../../core/ids.js";
import { lookUpSource } from "../checks/look-up-numbers.js";
import type { LookUpRequest } from "../checks/look-up-request.js";
import type { CheckPorts } from "../checks/ports.js";
import type { UploadStore } from "../uploads/ports.js";
import type { TenantViewer } from "./check-list.js";
import type { ListCheckRow, ListCheckStore } from "./ports.js";

/** What requests of list checks stand on. */
export interface ListPorts {
  readonly lists: ListCheckStore;
  readonly checks: CheckPorts;
  readonly uploads: UploadStore;
  /** Hears of a check that now stands otherwise. */
  readonly changed: (id: string) => void;
}

/** requestListCheck's input, its ids decoded: null = an id of something else. */
export interface ListCheckRequest {
  readonly uploadId: string | null;
  readonly defaultCountry: string | null;
  readonly lookUp: Omit<LookUpRequest, "list"> | null;
  readonly estimateOnly: boolean;
}

/** Checks of a tenant that are QUEUED, RUNNING or ESTIMATED at a time. */
export const openListChecksMax = 5;
const retryAfterMs = 60_000;

/**
 * Asks for the check of a list that was put to /uploads; a job makes it: first the estimate, then
 * the check, unless only the estimate was asked for. Errors as requestListCheck's codes in
 * core/error-codes.
 */
export async function requestListCheck(
  { lists, checks, uploads, changed }: ListPorts,
  viewer: TenantViewer,
  request: ListCheckRequest,
  now: Date,
): Promise<Result<ListCheckRow>> {
  const { defaultCountry, lookUp } = request;
  if (defaultCountry !== null && !isCountry(defaultCountry)) {
    return fail("UNKNOWN_COUNTRY", ["defaultCountry"], { country: defaultCountry });
  }
  const { uploadId } = request;
  const upload = uploadId === null ? null : await uploads.find(viewer, uploadId, now);
  if (upload === null) {
    return fail("UPLOAD_NOT_FOUND", ["uploadId"]);
  }
  const priced = lookUp === null ? succeed(null) : await priceLookUp(checks, viewer, lookUp, now);
  if (!priced.ok) {
    return priced;
  }
  const row = await lists.addListCheck(
    viewer.tenantId,
    {
      ...{ uploadId: upload.id, defaultCountry, lookUp: priced.value },
      starts: !request.estimateOnly,
    },
    {
      ...{ requestedBy: viewer.keyName, keyId: viewer.keyId },
      ...{ openMax: openListChecksMax, now },
    },
  );
  if (row === null) {
    return fail("TOO_MANY_LIST_CHECKS", null, { max: openListChecksMax }, retryAfterMs);
  }
  changed(row.id);
  return succeed(row);
}

async function priceLookUp(
  checks: CheckPorts,
  viewer: TenantViewer,
  lookUp: Omit<LookUpRequest, "list">,
  now: Date,
): Promise<Result<ListCheckRow["lookUp"]>> {
  const { currency, maxCostMicros, accountId } = lookUp;
  const source = await lookUpSource(checks, viewer, lookUp, now);
  if (source.ok && accountId !== null) {
    const { eachMicros } = source.value;
    return succeed({ accountId, priceMicros: eachMicros, currency, maxCostMicros });
  }
  switch (source.ok ? "accountId" : source.field) {
    case "accountId":
      return fail("LOOK_UP_ACCOUNT", ["lookUp", "accountId"]);
    case "priceEach":
      return fail("LOOK_UP_PRICE", ["lookUp", "priceEach"], { currency });
    case "currency":
      return fail("NO_EXCHANGE_RATE", ["lookUp", "currency"], { currency });
  }
}

/**
 * Starts a check whose estimate is known, with another limit where one is given. Refused: one that
 * does not wait for it, and what the budgets have no room for.
 *
 * @param maxCostMicros in the currency of its look-ups; null = the limit that it was asked for with
 */
export async function startListCheck(
  { lists, checks, changed }: ListPorts,
  viewer: TenantViewer,
  row: ListCheckRow,
  maxCostMicros: bigint | null,
  now: Date,
): Promise<Result<ListCheckRow>> {
  const { lookUp, estimate } = row;
  if (row.status === "ESTIMATED" && lookUp !== null && estimate !== null) {
    const limit = maxCostMicros ?? lookUp.maxCostMicros;
    const whole = BigInt(estimate.lookUpsMax) * lookUp.priceMicros;
    const cost = { micros: whole < limit ? whole : limit, currency: lookUp.currency };
    const refusing = await checks.money.withoutRoom(viewer.tenantId, cost, now);
    if (refusing !== null) {
      return fail("BUDGET_TOO_SMALL", maxCostMicros === null ? null : ["maxCost"], refusing);
    }
  }
  const started = await lists.startListCheck(viewer.tenantId, row.id, maxCostMicros);
  if (started === null) {
    return fail("NOT_ESTIMATED", ["id"]);
  }
  changed(row.id);
  return succeed(started);
}

/** Stops a check; no look-up starts after this. What was looked up stays known, and billed. */
export async function cancelListCheck(
  { lists, changed }: ListPorts,
  { tenantId }: TenantViewer,
  id: string,
  now: Date,
): Promise<Result<ListCheckRow>> {
  const canceled = await lists.cancelListCheck(tenantId, id, now);
  if (canceled === null) {
    return fail("LIST_CHECK_OVER", ["id"]);
  }
  changed(id);
  return succeed(canceled);
}

/** The public id of a check's upload. */
export function uploadIdOf({ uploadId }: ListCheckRow): string {
  return encodeId("upload", uploadId);
}
