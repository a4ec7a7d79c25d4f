import { shown } from "../input-checks.js";
import type { PhraseFact } from "../messages/phrases.js";

/** The columns of one kind of table. */
export interface SheetColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** Reads a cell of a line by its column's name; "" where the table has no such column. */
export type CellOf = (cells: readonly string[], column: string) => string;

/**
 * Finds the columns in a table's first line. Case, spaces, hyphens and underscores do not count:
 * "Billed on" is billedOn. A column that nobody knows is an error, because a slip in a name would
 * otherwise lose what stands in it.
 */
export function readHeader(
  cells: readonly string[],
  { required, optional }: SheetColumns,
): CellOf | PhraseFact {
  const names = [...required, ...optional];
  const columns = names.join(", ");
  const byPlainName = new Map(names.map((name) => [plain(name), name]));
  const places = new Map<string, number>();
  for (const [place, cell] of cells.entries()) {
    const name = byPlainName.get(plain(cell));
    if (name === undefined) {
      return { phrase: "sheetColumnUnknown", params: { column: shown(cell), columns } };
    }
    if (places.has(name)) {
      return { phrase: "sheetColumnTwice", params: { column: name } };
    }
    places.set(name, place);
  }
  const missing = required.find((name) => !places.has(name));
  return missing === undefined
    ? (line, column) => line[places.get(column) ?? -1] ?? ""
    : { phrase: "sheetColumnMissing", params: { column: missing, columns } };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, "");
}
