import { type FindOperator, Raw } from "typeorm";

/** Rows whose column has the text somewhere in it, in capitals or not; `%` and `_` mean themselves. */
export function containsText(part: string): FindOperator<string> {
  return Raw((column) => `position(lower(:part) in lower(${column})) > 0`, { part });
}
