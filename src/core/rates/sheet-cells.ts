const dayPattern = /^\d{4}-\d\d-\d\d$/;
const timePattern = /^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A day (its first moment in UTC) or a time with its offset; null for an empty cell, an invalid
 * Date for anything else, days that the calendar does not have included.
 */
export function timeCell(cell: string): Date | null {
  if (cell === "") {
    return null;
  }
  const day = dayPattern.test(cell) ? cell : timePattern.exec(cell)?.[1];
  if (day === undefined || !isDay(day)) {
    return new Date(Number.NaN);
  }
  return new Date(cell === day ? `${day}T00:00:00Z` : cell.replace(" ", "T"));
}

/** A decimal without the zeros that say nothing, so that 0.00825000 has no more than 6 digits. */
export function decimalCell(cell: string): string {
  return cell.replace(/(\.\d{6})0+$/, "$1");
}

/** Null for an empty cell. */
export function textCell(cell: string): string | null {
  return cell === "" ? null : cell;
}

/** February 30 reads as March 1: only a day that comes back as it went in is one. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
