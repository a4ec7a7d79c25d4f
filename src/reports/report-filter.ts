import { freeTexts, type ReportDb, uuids, words } from "./report-db.js";
import type { ReportFilter } from "./report-request.js";

/** The conditions of a filter as SQL, each with a leading " and "; "" = no condition. */
export interface FilterSql {
  /** Over the attempt `a`. */
  readonly ofAttempt: (alias: string) => string;
  /** Over the fact or send that holds plan and purpose. */
  readonly ofPlan: (planId: string, purpose: string) => string;
  /** Over a column with the country. */
  readonly ofCountry: (country: string) => string;
  /** Over columns with channel and vendor. */
  readonly ofRoute: (channel: string, vendorId: string) => string;
}

/** Prepares a filter's conditions; free texts are put into the snapshot's settings. */
export async function filterSql(db: ReportDb, filter: ReportFilter): Promise<FilterSql> {
  const { planIds, channels, vendors, countries, purposes } = filter;
  const slugs = vendors && (await freeTexts(db, "report.vendors", vendors));
  const names = purposes && (await freeTexts(db, "report.purposes", purposes));
  const ofRoute: FilterSql["ofRoute"] = (channel, vendorId) =>
    (channels ? ` and ${channel} = any(${words(channels)})` : "") +
    (slugs
      ? ` and ${vendorId} = any(array(select v.id from vendor v where v.slug = any(${slugs})))`
      : "");
  const ofCountry: FilterSql["ofCountry"] = (country) =>
    countries ? ` and ${country} = any(${words(countries)})` : "";
  return {
    ofAttempt: (alias) =>
      ofRoute(`${alias}.channel`, `${alias}.vendor_id`) + ofCountry(`${alias}.country`),
    ofPlan: (planId, purpose) =>
      (planIds ? ` and ${planId} = any(${uuids(planIds)})` : "") +
      (names ? ` and coalesce(${purpose}, '') = any(${names})` : ""),
    ofCountry,
    ofRoute,
  };
}

/** True when lines need the send for its plan or its purpose. */
export function needsSend(filter: ReportFilter, groupBy: readonly string[]): boolean {
  return (
    filter.planIds !== undefined ||
    filter.purposes !== undefined ||
    groupBy.includes("PLAN") ||
    groupBy.includes("PURPOSE")
  );
}
