import type { FailureClass } from "../core/otp/status.js";

/**
 * The table of a vendor's codes out of lists by class, for look-ups by the code as text. A code
 * that stands in two lists throws: that is a mistake of the table.
 */
export function classTable(
  codesByClass: Readonly<Partial<Record<FailureClass, readonly (string | number)[]>>>,
): ReadonlyMap<string, FailureClass> {
  const table = new Map<string, FailureClass>();
  for (const [failureClass, codes] of Object.entries(codesByClass)) {
    for (const code of codes) {
      if (table.has(String(code))) {
        throw new Error(`the code ${code} stands in two lists`);
      }
      table.set(String(code), failureClass as FailureClass);
    }
  }
  return table;
}

/** One table out of several families'; a code that stands in two of them throws. */
export function joinedTable(
  ...tables: readonly ReadonlyMap<string, FailureClass>[]
): ReadonlyMap<string, FailureClass> {
  const joined = new Map<string, FailureClass>();
  for (const [code, failureClass] of tables.flatMap((table) => [...table])) {
    if (joined.has(code)) {
      throw new Error(`the code ${code} stands in two tables`);
    }
    joined.set(code, failureClass);
  }
  return joined;
}

/** The whole numbers from one to another, both included, for codes that mean the same. */
export function codeRange(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
