import { countryName } from "../app/format.js";
import { type PlanName, usePlanNames, useVendorNames, type VendorName } from "../app/use-names.js";
import { Select, TextField } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import type { Channel, ReportFilter } from "./analytics.generated.js";
import { analyticsWords } from "./analytics.words.js";
import { type Comparison, comparisons } from "./periods.js";

/** What the report is narrowed to, as its address says; empty = everything. */
export interface Narrowing {
  readonly plan: string;
  readonly channel: string;
  readonly vendor: string;
  readonly country: string;
}

export function narrowingOf(search: Readonly<Record<string, string | undefined>>): Narrowing {
  const { plan = "", channel = "", vendor = "", country = "" } = search;
  return { plan, channel, vendor, country };
}

/** The filter for the API; null = none. @param plans to find a plan's id by its key */
export function filterOf(
  { plan, channel, vendor, country }: Narrowing,
  plans: readonly PlanName[],
): ReportFilter | null {
  const id = plans.find(({ key }) => key === plan)?.id;
  const filter = {
    ...(id === undefined ? {} : { planIds: [id] }),
    ...(channel === "" ? {} : { channels: [channel as Channel] }),
    ...(vendor === "" ? {} : { vendors: [vendor] }),
    ...(country === "" ? {} : { countries: [country] }),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}

/** What reports are told apart by, by their names. */
export interface ReportNames {
  readonly plans: readonly PlanName[];
  readonly vendors: readonly VendorName[];
}

export function useReportNames(): ReportNames {
  return { plans: usePlanNames(), vendors: useVendorNames() };
}

interface ReportFiltersProps {
  readonly narrowing: Narrowing;
  readonly comparison: Comparison;
  readonly since: string;
  readonly names: ReportNames;
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
}

/** The row above the figures: of what, and held against when. */
export function ReportFilters(props: ReportFiltersProps) {
  const { narrowing, comparison, since, names, onChange } = props;
  const t = useWords(analyticsWords);
  const say = useEnumWords();
  const { plans, vendors } = names;
  const channels = [...new Set(vendors.flatMap((vendor) => vendor.channels))].sort();
  const countries = [...new Set(vendors.flatMap((vendor) => vendor.countries))];
  const named = countries
    .map((code) => [code, countryName(code)] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b));
  const select = (
    key: keyof Narrowing,
    dimension: string,
    options: readonly (readonly [string, string])[],
  ) => (
    <Select
      label={say(dimension)}
      isBare
      value={narrowing[key]}
      options={[["", `${say(dimension)}: ${t("all")}`], ...options]}
      onChange={(value) => onChange({ [key]: value })}
    />
  );
  return (
    <div className="report-filters">
      {select(
        "plan",
        "PLAN",
        plans.map(({ key, name }) => [key, name]),
      )}
      {select(
        "channel",
        "CHANNEL",
        channels.map((one) => [one, say(one)]),
      )}
      {select(
        "vendor",
        "VENDOR",
        vendors.map(({ slug, name }) => [slug, name]),
      )}
      {select("country", "COUNTRY", named)}
      <span className="grow" />
      <Select
        label={t("compare")}
        isBare
        value={comparison}
        options={comparisons.map((one) => [one, t(`compare-${one}`)] as const)}
        onChange={(compare) => onChange({ compare })}
      />
      {comparison === "date" && (
        <TextField
          label={t("since")}
          type="date"
          value={since}
          onChange={(date) => onChange({ since: date })}
        />
      )}
    </div>
  );
}
