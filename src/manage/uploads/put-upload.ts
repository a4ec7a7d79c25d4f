import { createHash } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type { KeyViewer } from "../../flow/viewer.js";
import type { QuotaReached, UploadRow, UploadStore } from "./ports.js";

/** Why a file was not taken; nothing of it is kept. */
export type UploadRefusal =
  | { readonly kind: "empty" | "too_large" }
  | { readonly kind: "quota"; readonly reached: QuotaReached };

export type PutUploadResult =
  | { readonly ok: true; readonly upload: UploadRow }
  | { readonly ok: false; readonly refusal: UploadRefusal };

/** Files of one owner that have not expired. */
export const uploadFilesMax = 20;
/** All files of one owner may take so many times the longest one. */
export const uploadsPerLimit = 4;

const pieceBytes = 1024 * 1024;
const hourMs = 3_600_000;
/** A file that is not whole by then never will be. */
const unfinishedMs = 2 * hourMs;
const keptMs = 24 * hourMs;

/**
 * Takes a file piece by piece, at most a piece and a chunk of it in memory. It is kept for a day.
 * What came of a file that is refused, or whose sender goes away, is deleted.
 */
export async function putUpload(
  ports: { readonly uploads: UploadStore; readonly now: () => Date },
  viewer: KeyViewer,
  chunks: AsyncIterable<Buffer>,
  bytesMax: number,
): Promise<PutUploadResult> {
  const { uploads, now } = ports;
  const id = uuidv7();
  const quota = { bytesMax: uploadsPerLimit * bytesMax, filesMax: uploadFilesMax };
  const hash = createHash("sha256");
  let bytes = 0;
  let number = 0;
  let refusal: UploadRefusal | null = null;
  try {
    for await (const plain of piecesOf(chunks, bytesMax)) {
      const at = now();
      const reached =
        (number === 0
          ? await uploads.begin(
              viewer,
              { id, createdAt: at, expiresAt: later(at, unfinishedMs) },
              quota,
            )
          : null) ?? (await uploads.addPiece(viewer, id, { number, plain }, quota, at));
      if (reached !== null) {
        refusal = { kind: "quota", reached };
        break;
      }
      hash.update(plain);
      bytes += plain.length;
      number += 1;
    }
  } catch (error) {
    await uploads.discard(viewer, id);
    if (!(error instanceof TooLarge)) {
      throw error;
    }
    return { ok: false, refusal: { kind: "too_large" } };
  }
  if (refusal !== null || bytes === 0) {
    await uploads.discard(viewer, id);
    return { ok: false, refusal: refusal ?? { kind: "empty" } };
  }
  const upload = { id, bytes, sha256: hash.digest(), expiresAt: later(now(), keptMs) };
  await uploads.finish(viewer, upload);
  return { ok: true, upload };
}

class TooLarge extends Error {}

/** Chunks joined to pieces of one size; the last one is what is left. */
async function* piecesOf(chunks: AsyncIterable<Buffer>, bytesMax: number): AsyncIterable<Buffer> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.length;
    if (total > bytesMax) {
      throw new TooLarge("the file is longer than is taken");
    }
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes >= pieceBytes) {
      yield Buffer.concat(held);
      held = [];
      heldBytes = 0;
    }
  }
  if (heldBytes > 0) {
    yield Buffer.concat(held);
  }
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
