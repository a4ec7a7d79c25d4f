import { Readable } from "node:stream";
import { fail, type Result, succeed } from "../../core/errors.js";
import { isLonger, textLengthMax } from "../../core/limits.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { openUpload } from "../uploads/open-upload.js";
import type { UploadStore } from "../uploads/ports.js";

/** Where a table is: exactly one of them. */
export interface SheetSource {
  readonly csv: string | null;
  /** Public id of a file that the viewer put to /uploads. */
  readonly uploadId: string | null;
  /** Bytes that the process itself has opened. */
  readonly bytes?: AsyncIterable<Buffer>;
}

/** The table's bytes. Errors: SOURCE_REQUIRED, TOO_LONG, UPLOAD_NOT_FOUND. */
export async function openSheet(
  uploads: UploadStore,
  viewer: KeyViewer,
  { csv, uploadId, bytes }: SheetSource,
  now: Date,
): Promise<Result<AsyncIterable<Buffer>>> {
  if (bytes !== undefined) {
    return succeed(bytes);
  }
  if ((csv === null) === (uploadId === null)) {
    return fail("SOURCE_REQUIRED", csv === null ? null : ["uploadId"]);
  }
  if (csv !== null) {
    const max = textLengthMax.rateSheet;
    return isLonger(csv, max)
      ? fail("TOO_LONG", ["csv"], { max })
      : succeed(Readable.from([Buffer.from(csv, "utf8")]));
  }
  const upload = await openUpload(uploads, viewer, uploadId ?? "", now);
  return upload === null ? fail("UPLOAD_NOT_FOUND", ["uploadId"]) : succeed(upload.stream);
}

/** The member of the input that a problem of the table is about; null = bytes of our own. */
export function sheetField({ csv, uploadId }: SheetSource): readonly string[] | null {
  if (csv !== null) {
    return ["csv"];
  }
  return uploadId === null ? null : ["uploadId"];
}
