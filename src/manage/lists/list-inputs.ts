import { checkInputMax } from "../checks/check-numbers.js";
import { linesOf } from "../rates/sheet-lines.js";
import { SheetProblem } from "../rates/sheet-text.js";

/** Entries of one list at most. */
export const listInputsMax = 2_000_000;

const names = [
  ...["phone", "telephone", "tel", "mobile", "number", "msisdn", "e-?mail", "input"],
  ...["recipient", "contact", "nomor", "telepon", "ponsel"],
];
const namePattern = new RegExp(`^(${names.join("|")})(?![a-z])`, "i");
const likePhone = /^\+?[\d\s().\-/]{7,}$/;
const likeEmail = /^[^@\s]+@[^@\s]+$/;

/**
 * What is to be checked of a table or a list, some entries at a time: the cells of the column whose
 * name says so, else of the first that holds a number or an address in the first line. Lines
 * without such a cell are left out. Throws SheetProblem for what is no text in UTF-8, holds
 * nothing, has no such column, or is longer than `countMax`.
 */
export async function* listInputs(
  bytes: AsyncIterable<Buffer>,
  atOnce: number,
  countMax = listInputsMax,
): AsyncGenerator<readonly string[]> {
  let column: number | null = null;
  let batch: string[] = [];
  let count = 0;
  for await (const lines of linesOf(bytes)) {
    for (const { cells } of lines) {
      if (column === null) {
        column = columnOf(cells);
        if (namePattern.test(cells[column] ?? "")) {
          continue;
        }
      }
      const cell = cells[column] ?? "";
      if (cell !== "") {
        count += 1;
        batch.push(cell.slice(0, checkInputMax));
      }
      if (batch.length === atOnce) {
        checkCount(count, countMax);
        yield batch;
        batch = [];
      }
    }
  }
  checkCount(count, countMax);
  if (count === 0) {
    throw new SheetProblem({ phrase: "listEmpty" });
  }
  if (batch.length > 0) {
    yield batch;
  }
}

function checkCount(count: number, max: number): void {
  if (count > max) {
    throw new SheetProblem({ phrase: "listTooLong", params: { max } });
  }
}

/** A list of one column needs no name. */
function columnOf(cells: readonly string[]): number {
  const named = cells.findIndex((cell) => namePattern.test(cell));
  const like = cells.findIndex((cell) => likePhone.test(cell) || likeEmail.test(cell));
  const column = named >= 0 ? named : like >= 0 ? like : cells.length === 1 ? 0 : -1;
  if (column < 0) {
    throw new SheetProblem({ phrase: "listColumn" });
  }
  return column;
}
