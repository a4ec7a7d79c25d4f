import { useEffect, useState } from "react";
import { useClient } from "urql";
import { readWhole } from "../app/read-whole.js";
import { usePages } from "../app/use-pages.js";
import {
  CountryHealthDocument,
  type CountryHealthQuery,
  HealthVendorsDocument,
  type HealthVendorsQuery,
} from "./alerts.generated.js";
import { useHealthChanges } from "./use-health-changes.js";

export type Vendor = HealthVendorsQuery["vendors"]["nodes"][number];
export type Health = Vendor["health"];

const vendorsOf = (data: HealthVendorsQuery) => data.vendors;
const placesOf = (data: CountryHealthQuery) => data.vendors;

/** Vendors and their health by country, read again when a change is told. */
export function useHealth() {
  const list = usePages(HealthVendorsDocument, {}, vendorsOf, { isWhole: true, isFresh: true });
  const [round, setRound] = useState(0);
  const read = () => {
    list.again();
    setRound((before) => before + 1);
  };
  useHealthChanges(read);
  const { rows: vendors, error } = list;
  const countries = [...new Set(vendors?.flatMap((vendor) => vendor.countries))].sort();
  const cells = useCells(countries.join(" "), round);
  return { vendors, countries, cells, error, read };
}

/** One question for each country: a vendor's health is asked for one place at a time. */
function useCells(countries: string, round: number): ReadonlyMap<string, Health> {
  const client = useClient();
  const [cells, setCells] = useState<ReadonlyMap<string, Health>>(new Map());
  useEffect(() => {
    let isOver = false;
    const ask = async (country: string) => {
      const vendors = await readWhole(client, CountryHealthDocument, { country }, placesOf);
      return vendors.map(({ slug, health }) => [`${slug} ${country}`, health] as const);
    };
    const wanted = countries.split(" ").filter(Boolean);
    void Promise.all(wanted.map(ask)).then((found) => {
      if (!isOver) {
        setCells(new Map(found.flat()));
      }
    });
    return () => {
      isOver = true;
    };
  }, [client, countries, round]);
  return cells;
}
