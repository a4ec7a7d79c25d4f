import type { KeyViewer } from "../../flow/viewer.js";

/** A file that was put whole. */
export interface UploadRow {
  readonly id: string;
  readonly bytes: number;
  /** 32 bytes. */
  readonly sha256: Buffer;
  readonly expiresAt: Date;
}

/** What the files of one owner may take together. */
export interface UploadQuota {
  readonly bytesMax: number;
  readonly filesMax: number;
}

/** A limit that the owner's files are at; it has room again when the first of them expires. */
export interface QuotaReached {
  readonly kind: "files" | "bytes";
  readonly firstExpiresAt: Date;
}

/**
 * Files by owner: the viewer's tenant, or all operators together. Nobody sees another's. Pieces are
 * sealed, and written and read one by one, so that no file is ever in memory as a whole.
 */
export interface UploadStore {
  /** Makes room for a file; it is nobody's to read before `finish`. */
  begin(
    viewer: KeyViewer,
    upload: { readonly id: string; readonly createdAt: Date; readonly expiresAt: Date },
    quota: UploadQuota,
  ): Promise<QuotaReached | null>;
  /** Writes piece `number`, from 0 on; a piece that goes over the quota is not written. */
  addPiece(
    viewer: KeyViewer,
    id: string,
    piece: { readonly number: number; readonly plain: Buffer },
    quota: UploadQuota,
    now: Date,
  ): Promise<QuotaReached | null>;
  finish(viewer: KeyViewer, upload: UploadRow): Promise<void>;
  /** True when there was such a file. */
  discard(viewer: KeyViewer, id: string): Promise<boolean>;
  /** Null for a file that is another's, not whole, expired, or none. */
  find(viewer: KeyViewer, id: string, now: Date): Promise<UploadRow | null>;
  /** Null behind the last piece, or when the file was deleted meanwhile. */
  readPiece(viewer: KeyViewer, id: string, number: number): Promise<Buffer | null>;
  /** Deletes at most `limit` expired files of anybody; returns how many. */
  deleteExpired(now: Date, limit: number): Promise<number>;
}
