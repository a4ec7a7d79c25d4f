/**
 * What a table of a scenario says of a cell: by its id, else its country, else "*", else undefined.
 */
export function atCell<T>(
  table: Readonly<Record<string, T>>,
  cell: { readonly id: string; readonly country: string },
): T | undefined {
  const key = [cell.id, cell.country, "*"].find((one) => Object.hasOwn(table, one));
  return key === undefined ? undefined : table[key];
}
