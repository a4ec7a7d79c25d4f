import type { EventFilter } from "../flow/reads.js";
import type { EventRow } from "../flow/rows.js";

/**
 * True when an event passes every condition that the filter names;
 * the twin of store/sql/list-events.
 */
export function matchesFilter(event: EventRow, filter: EventFilter): boolean {
  return (
    (filter.sendId === undefined || filter.sendId === event.sendId) &&
    (filter.planId === undefined || filter.planId === event.planId) &&
    isAmong(event.type, filter.types) &&
    isAmong(event.channel, filter.channels) &&
    isAmong(event.vendorSlug, filter.vendors) &&
    isAmong(event.country, filter.countries) &&
    isAmong(event.status, filter.statuses)
  );
}

function isAmong<T>(value: T | null, wanted: readonly T[] | undefined): boolean {
  return wanted === undefined || (value !== null && wanted.includes(value));
}
