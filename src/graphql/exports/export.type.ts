import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import type { ExportFormat, ExportKind, ExportStatus } from "../../core/exports/export-kind.js";
import { encodeId } from "../../core/ids.js";
import { phraseWords } from "../../core/messages/phrases.js";
import type { ExportRow } from "../../manage/exports/ports.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { ExportFormatEnum, ExportKindEnum, ExportStatusEnum } from "./export-enums.js";

@ObjectType("Export", {
  implements: Node,
  description: "Rows of a range as a file, made in the background from one snapshot.",
})
export class ExportType implements Node {
  @Field(() => ID, { description: "The export's id." })
  id!: string;

  @Field(() => ExportKindEnum, { description: "What it holds." })
  kind!: ExportKind;

  @Field(() => ExportFormatEnum, { description: "Its form." })
  format!: ExportFormat;

  @Field(() => ExportStatusEnum, { description: "How far it is." })
  status!: ExportStatus;

  @Field(() => Int, { description: "How many rows are written." })
  rowsWritten!: number;

  @Field(() => Float, {
    nullable: true,
    description: "How many bytes are written; null before it begins.",
  })
  bytes!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "How much of it is written, 0 to 1; null while that is not known.",
  })
  progress!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Where its bytes are; good for an hour, for whoever has it, with HTTP range requests. Null " +
      "unless it is READY.",
  })
  downloadUrl!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The SHA-256 of its bytes, in hex; null unless it was READY.",
  })
  sha256!: string | null;

  @Field(() => String, { nullable: true, description: "Why it failed; null when it did not." })
  error!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When its bytes go; null while it has none.",
  })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  createdAt!: Date;
}

/** An export as the API shows it at `now`. */
export function toExport(row: ExportRow, context: GraphqlContext): ExportType {
  const { status, error, expiresAt, createdAt } = row;
  const now = context.now();
  const isDue = status === "READY" && expiresAt !== null && expiresAt <= now;
  const shown = isDue ? "EXPIRED" : status;
  return instance(ExportType, {
    id: encodeId("export", row.id),
    kind: row.kind,
    format: row.format,
    status: shown,
    rowsWritten: row.rowsWritten,
    bytes: status === "QUEUED" ? null : row.bytes,
    progress: progressOf(row),
    downloadUrl:
      shown === "READY" && expiresAt !== null
        ? context.ports.exports.downloadUrl(row, expiresAt, now)
        : null,
    sha256: row.sha256?.toString("hex") ?? null,
    error:
      error === null
        ? null
        : phraseWords(
            { phrase: error === "TOO_LARGE" ? "exportTooLarge" : "exportFault" },
            context.locale,
          ),
    expiresAt,
    createdAt,
  });
}

function progressOf({ status, rowsWritten, rowsExpected }: ExportRow): number | null {
  if (status === "READY" || status === "EXPIRED") {
    return 1;
  }
  if (status === "QUEUED") {
    return 0;
  }
  // Not 1 before it can be downloaded.
  return rowsExpected === null || rowsExpected === 0
    ? null
    : Math.min(0.999, rowsWritten / rowsExpected);
}
