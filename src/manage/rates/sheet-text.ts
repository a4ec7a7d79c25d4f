import { isUtf8 } from "node:buffer";
import type { PhraseFact } from "../../core/messages/phrases.js";

/** The table as a whole cannot be used. */
export class SheetProblem extends Error {
  override readonly name = "SheetProblem";

  constructor(readonly reason: PhraseFact) {
    super(reason.phrase);
  }
}

const newline = 0x0a;

/**
 * The bytes of a table, once they are known to be text in UTF-8, in pieces that end where a line
 * does: the first one holds all of the first line. Throws SheetProblem for UTF-16, workbooks,
 * archives, and at the first line that is not UTF-8 or holds a NUL.
 */
export async function* sheetBytes(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  // Checked by whole lines, because a character may be cut in two where the pieces meet.
  let rest: Buffer = Buffer.alloc(0);
  let line = 1;
  let isFirst = true;
  for await (const piece of bytes) {
    const joined = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    if (isFirst) {
      refuseOtherFormats(joined);
    }
    isFirst = false;
    const end = joined.lastIndexOf(newline) + 1;
    rest = joined.subarray(end);
    if (rest.length > lineBytesMax) {
      throw new SheetProblem({ phrase: "sheetLineTooLong", params: { line, max: lineBytesMax } });
    }
    line = checkLines(joined.subarray(0, end), line);
    if (end > 0) {
      yield joined.subarray(0, end);
    }
  }
  checkLines(rest, line);
  if (rest.length > 0) {
    yield rest;
  }
}

/** No line of a table is as long; what has one is something else. */
const lineBytesMax = 1024 * 1024;

function refuseOtherFormats(start: Buffer): void {
  const [first = 0, second = 0] = start;
  const mark = (first << 8) | second;
  if (mark === 0xfffe || mark === 0xfeff) {
    throw new SheetProblem({ phrase: "sheetUtf16" });
  }
  // zip (xlsx, ods too), gzip, old Office.
  if (mark === 0x504b || mark === 0x1f8b || mark === 0xd0cf) {
    throw new SheetProblem({ phrase: "sheetPacked" });
  }
}

/** The number of the line behind these. */
function checkLines(lines: Buffer, first: number): number {
  const isSound = isUtf8(lines) && !lines.includes(0);
  let line = first;
  for (let start = 0; start < lines.length; ) {
    const found = lines.indexOf(newline, start);
    const end = found === -1 ? lines.length : found + 1;
    const text = lines.subarray(start, end);
    if (!isSound && !isUtf8(text)) {
      throw new SheetProblem({ phrase: "sheetEncoding", params: { line } });
    }
    if (!isSound && text.includes(0)) {
      throw new SheetProblem({ phrase: "sheetBinary", params: { line } });
    }
    start = end;
    line += found === -1 ? 0 : 1;
  }
  return line;
}
