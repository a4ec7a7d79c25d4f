import { setImmediate as turn } from "node:timers/promises";
import { ByteWriter, ParquetWriter, type SchemaElement } from "hyparquet-writer";
import type {
  ExportCell,
  ExportColumn,
  ExportColumnType,
} from "../../core/exports/export-column.js";

// A group is written at one go: more rows would keep everybody else waiting for longer.
const groupRows = 10_000;

/**
 * Rows as Parquet, one row group for 10,000, each handed on when it is full. AMOUNT is
 * DECIMAL(18, 6), TIME a TIMESTAMP of UTC milliseconds, INTEGER INT64, LIST a list of strings, RATE
 * and everything else a string; every column may be null.
 */
export async function* parquetBytes(
  columns: readonly ExportColumn[],
  rows: AsyncIterable<readonly (readonly ExportCell[])[]>,
): AsyncGenerator<Uint8Array> {
  const buffer = new ByteWriter(1024 * 1024);
  const writer = new ParquetWriter({
    writer: buffer,
    schema: [{ name: "root", num_children: columns.length }, ...columns.flatMap(schemaOf)],
    createdBy: "sandi",
  });
  let waiting: (readonly ExportCell[])[] = [];
  for await (const batch of rows) {
    waiting.push(...batch);
    while (waiting.length >= groupRows) {
      await writeGroup(writer, columns, waiting.slice(0, groupRows));
      waiting = waiting.slice(groupRows);
      yield take(buffer);
      await turn();
    }
  }
  if (waiting.length > 0) {
    await writeGroup(writer, columns, waiting);
  }
  await writer.finish();
  yield take(buffer);
}

async function writeGroup(
  writer: ParquetWriter,
  columns: readonly ExportColumn[],
  rows: readonly (readonly ExportCell[])[],
): Promise<void> {
  await writer.write({
    columnData: columns.map(({ name, type }, index) => ({
      name,
      data: rows.map((row) => valueOf(type, row[index] ?? null)),
      offsetIndex: false,
    })),
    rowGroupSize: rows.length,
  });
}

/** What was written since the last time; offsets go on counting. */
function take(buffer: ByteWriter): Uint8Array {
  const bytes = Uint8Array.from(buffer.getBytes());
  buffer.index = 0;
  return bytes;
}

function schemaOf({ name, type }: ExportColumn): SchemaElement[] {
  const repetition_type = "OPTIONAL";
  switch (type) {
    case "INTEGER":
      return [{ name, type: "INT64", repetition_type }];
    case "FLOAT":
      return [{ name, type: "DOUBLE", repetition_type }];
    case "AMOUNT":
      return [
        {
          name,
          type: "INT64",
          repetition_type,
          converted_type: "DECIMAL",
          logical_type: { type: "DECIMAL", precision: 18, scale: 6 },
          precision: 18,
          scale: 6,
        },
      ];
    case "TIME":
      return [{ name, type: "INT64", repetition_type, converted_type: "TIMESTAMP_MILLIS" }];
    case "LIST":
      return [
        { name, repetition_type, converted_type: "LIST", num_children: 1 },
        { name: "list", repetition_type: "REPEATED", num_children: 1 },
        { ...text("element"), repetition_type: "REQUIRED" },
      ];
    case "WORD":
    case "TEXT":
    case "RATE":
    case "PHONE":
    case "EMAIL":
      return [text(name)];
  }
}

function text(name: string): SchemaElement {
  return { name, type: "BYTE_ARRAY", repetition_type: "OPTIONAL", converted_type: "UTF8" };
}

function valueOf(type: ExportColumnType, cell: ExportCell): unknown {
  if (cell === null) {
    return null;
  }
  if (type === "INTEGER" || type === "AMOUNT") {
    return BigInt(cell as string | number);
  }
  return type === "TIME" ? new Date(cell as string) : cell;
}
