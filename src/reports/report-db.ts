/** One snapshot of a tenant's rows: every query of it sees the same moment. */
export interface ReportDb {
  /** Sets a value that the texts of this snapshot read by `current_setting(name)`. */
  set(name: string, value: string): Promise<void>;
  /** bigint columns come as bigint, moments as Date. */
  query<Row extends object>(text: string): Promise<readonly Row[]>;
}

/**
 * Runs `work` in one repeatable-read snapshot, as sandi_app under the tenant's row-level security.
 *
 * @param tenantId a lower-case uuid; anything else throws
 */
export type ReadReport = <T>(tenantId: string, work: (db: ReportDb) => Promise<T>) => Promise<T>;

/** The tenant that a report is about. */
export interface ReportTenant {
  readonly id: string;
  /** Its days are those of this IANA zone, as it is now, for all of history. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** The tenant of a snapshot. Throws when there is none, which is a bug. One row by its key. */
export async function readReportTenant(db: ReportDb, tenantId: string): Promise<ReportTenant> {
  const [tenant] = await db.query<ReportTenant>(
    `select id, time_zone as "timeZone", currency from tenant where id = ${uuid(tenantId)}`,
  );
  if (tenant === undefined) {
    throw new Error("the tenant of a report is gone");
  }
  return tenant;
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const wordPattern = /^[A-Za-z0-9_:-]*$/;

/**
 * A uuid as a literal; texts go without parameters, because COPY takes none. Anything else throws.
 */
export function uuid(value: string): string {
  if (!uuidPattern.test(value)) {
    throw new TypeError("not a lower-case uuid");
  }
  return `'${value}'::uuid`;
}

/** Uuids as an array literal. */
export function uuids(values: readonly string[]): string {
  return `array[${values.map(uuid).join(", ")}]::uuid[]`;
}

/** A moment as a literal. */
export function moment(value: Date): string {
  return `'${value.toISOString()}'::timestamptz`;
}

/** Moments as an array literal. */
export function moments(values: readonly Date[]): string {
  return `'{${values.map((value) => `"${value.toISOString()}"`).join(",")}}'::timestamptz[]`;
}

/** Words of ours as an array literal: letters, digits, _ : - only; anything else throws. */
export function words(values: readonly string[]): string {
  const odd = values.find((value) => !wordPattern.test(value));
  if (odd !== undefined) {
    throw new TypeError("free text does not belong into a statement");
  }
  return `array[${values.map((value) => `'${value}'`).join(", ")}]::text[]`;
}

/**
 * Free texts as an array: they never stand in a statement, which reads them from a setting.
 * Read once per statement.
 */
export async function freeTexts(
  db: ReportDb,
  name: string,
  values: readonly string[],
): Promise<string> {
  await db.set(name, JSON.stringify(values));
  return `array(select json_array_elements_text(current_setting('${name}')::json))`;
}
