/**
 * The least id that can have been made at `at` or later: ids begin with the milliseconds since 1970
 * (UUID version 7, RFC 9562), so that a span of time is a range of ids.
 */
export function idFloorAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}

/** When an id of ours was made, to the millisecond. */
export function idTime(id: string): Date {
  return new Date(Number.parseInt(`${id.slice(0, 8)}${id.slice(9, 13)}`, 16));
}
