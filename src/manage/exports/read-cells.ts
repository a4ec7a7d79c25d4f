import type { ExportCell } from "../../core/exports/export-column.js";

/** One batch per chunk: rows of raw cells, each from a line that holds a JSON array. */
export async function* readCells(
  lines: AsyncIterable<Buffer>,
): AsyncGenerator<readonly (readonly ExportCell[])[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  for await (const chunk of lines) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const end = text.lastIndexOf("\n");
    rest = text.slice(end + 1);
    if (end !== -1) {
      // One array of all lines is parsed faster than each by itself.
      yield JSON.parse(`[${text.slice(0, end).replaceAll("\n", ",")}]`) as ExportCell[][];
    }
  }
}
