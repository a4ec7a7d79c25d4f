import { Readable } from "node:stream";
import { decodeId } from "../../core/ids.js";
import type { KeyViewer } from "../../flow/viewer.js";
import type { UploadRow, UploadStore } from "./ports.js";

export interface OpenUpload extends UploadRow {
  /** The bytes as they were put; reads a piece at a time, as fast as it is read from. */
  readonly stream: Readable;
}

/**
 * A file of the viewer's own, to be read as often as wanted until it expires.
 *
 * @param uploadId the public id
 * @returns null for a file that is another's, not whole, expired, or none
 */
export async function openUpload(
  uploads: UploadStore,
  viewer: KeyViewer,
  uploadId: string,
  now: Date,
): Promise<OpenUpload | null> {
  const id = decodeId("upload", uploadId);
  const upload = id === null ? null : await uploads.find(viewer, id, now);
  return upload === null
    ? null
    : { ...upload, stream: Readable.from(bytesOf(uploads, viewer, upload), { objectMode: false }) };
}

async function* bytesOf(
  uploads: UploadStore,
  viewer: KeyViewer,
  { id, bytes }: UploadRow,
): AsyncIterable<Buffer> {
  let read = 0;
  for (let number = 0; read < bytes; number += 1) {
    const piece = await uploads.readPiece(viewer, id, number);
    if (piece === null) {
      throw new Error("an upload expired while it was read");
    }
    read += piece.length;
    yield piece;
  }
}
