import { type FindOperator, Raw } from "typeorm";

/** Rows with the text somewhere in a column, in capitals or not; `%` and `_` mean themselves. */
export function containsText(part: string): FindOperator<string> {
  return Raw((column) => `position(lower(:part) in lower(${column})) > 0`, { part });
}
