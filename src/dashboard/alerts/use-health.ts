import { useEffect, useRef, useState } from "react";
import { useClient, useQuery, useSubscription } from "urql";
import {
  CountryHealthDocument,
  HealthChangesDocument,
  HealthVendorsDocument,
  type HealthVendorsQuery,
} from "./alerts.generated.js";

export type Vendor = HealthVendorsQuery["vendors"]["nodes"][number];
export type Health = Vendor["health"];

const gatherMs = 400;

/** Vendors and their health by country, read again when a change is told. */
export function useHealth() {
  const [{ data, error }, again] = useQuery({
    query: HealthVendorsDocument,
    requestPolicy: "cache-and-network",
  });
  const [round, setRound] = useState(0);
  const read = () => {
    again({ requestPolicy: "network-only" });
    setRound((before) => before + 1);
  };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Changes come in bursts, one for each place.
  useSubscription({ query: HealthChangesDocument }, (_all, change) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(read, gatherMs);
    return change;
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const vendors = data?.vendors.nodes;
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
      const { data } = await client
        .query(CountryHealthDocument, { country }, { requestPolicy: "network-only" })
        .toPromise();
      return (data?.vendors.nodes ?? []).map(
        ({ slug, health }) => [`${slug} ${country}`, health] as const,
      );
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
