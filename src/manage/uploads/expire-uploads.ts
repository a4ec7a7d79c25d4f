import type { UploadStore } from "./ports.js";

const batch = 10;
const batchesMax = 100;

/**
 * Deletes files that have expired, a few and a transaction at a time; returns how many. Run it
 * often; twice at once does no harm.
 */
export async function expireUploads(uploads: UploadStore, now: Date): Promise<number> {
  let total = 0;
  for (let turn = 0; turn < batchesMax; turn += 1) {
    const deleted = await uploads.deleteExpired(now, batch);
    total += deleted;
    if (deleted < batch) {
      break;
    }
  }
  return total;
}
