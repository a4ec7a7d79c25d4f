import type pg from "pg";
import type { DataSource, EntityManager } from "typeorm";
import type { Keyring } from "../flow/keyring.js";
import type { KeyViewer } from "../flow/viewer.js";
import type { QuotaReached, UploadQuota, UploadRow, UploadStore } from "../manage/uploads/ports.js";
import { asViewer } from "./as-viewer.js";
import { deleteExpiredUploads } from "./sql/delete-expired-uploads.js";

/** Owner of what operators put: no tenant has this id. */
const operators = "00000000-0000-0000-0000-000000000000";

/** Uploads in the database, so that every process on it reads what any of them took. */
export function createUploadStore(
  dataSource: DataSource,
  engine: pg.Pool,
  keyring: Pick<Keyring, "seal" | "open">,
): UploadStore {
  return {
    begin: (viewer, { id, createdAt, expiresAt }, quota) =>
      asViewer(dataSource, viewer, async (tx) => {
        await lockOwner(tx, viewer);
        const use = await useOf(tx, viewer, createdAt);
        if (use !== null && use.files >= quota.filesMax) {
          return { kind: "files", firstExpiresAt: use.firstExpiresAt };
        }
        await tx.query(
          "insert into upload (tenant_id, id, created_at, expires_at) values ($1, $2, $3, $4)",
          [ownerOf(viewer), id, createdAt, expiresAt],
        );
        return null;
      }),
    addPiece: (viewer, id, { number, plain }, quota, now) =>
      asViewer(dataSource, viewer, async (tx) => {
        await lockOwner(tx, viewer);
        const reached = await bytesReached(tx, viewer, plain.length, quota, now);
        if (reached === null) {
          const owner = ownerOf(viewer);
          await tx.query("update upload set bytes = bytes + $3 where tenant_id = $1 and id = $2", [
            owner,
            id,
            plain.length,
          ]);
          await tx.query(
            `insert into upload_piece (tenant_id, upload_id, number, sealed)
             values ($1, $2, $3, $4)`,
            [owner, id, number, keyring.seal("upload", viewer.tenantId, plain)],
          );
        }
        return reached;
      }),
    finish: (viewer, { id, sha256, expiresAt }) =>
      asViewer(dataSource, viewer, async (tx) => {
        await tx.query(
          "update upload set sha256 = $3, expires_at = $4 where tenant_id = $1 and id = $2",
          [ownerOf(viewer), id, sha256, expiresAt],
        );
      }),
    discard: (viewer, id) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [, count] = await tx.query<[unknown[], number]>(
          "delete from upload where tenant_id = $1 and id = $2",
          [ownerOf(viewer), id],
        );
        return count > 0;
      }),
    find: (viewer, id, now) => asViewer(dataSource, viewer, (tx) => findWhole(tx, viewer, id, now)),
    readPiece: (viewer, id, number) =>
      asViewer(dataSource, viewer, async (tx) => {
        const [row] = await tx.query<{ sealed: Buffer }[]>(
          `select sealed from upload_piece
           where tenant_id = $1 and upload_id = $2 and number = $3`,
          [ownerOf(viewer), id, number],
        );
        return row === undefined ? null : keyring.open("upload", viewer.tenantId, row.sealed);
      }),
    deleteExpired: (now, limit) => deleteExpiredUploads(engine, now, limit),
  };
}

async function findWhole(
  tx: EntityManager,
  viewer: KeyViewer,
  id: string,
  now: Date,
): Promise<UploadRow | null> {
  const [row] = await tx.query<(Omit<UploadRow, "bytes"> & { bytes: bigint })[]>(
    `select id, bytes, sha256, expires_at as "expiresAt" from upload
     where tenant_id = $1 and id = $2 and sha256 is not null and expires_at > $3`,
    [ownerOf(viewer), id, now],
  );
  return row === undefined ? null : { ...row, bytes: Number(row.bytes) };
}

function ownerOf(viewer: KeyViewer): string {
  return viewer.tenantId ?? operators;
}

/** One after the other, so that no two of them find the same room. */
async function lockOwner(tx: EntityManager, viewer: KeyViewer): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `uploads ${ownerOf(viewer)}`,
  ]);
}

async function bytesReached(
  tx: EntityManager,
  viewer: KeyViewer,
  more: number,
  { bytesMax }: UploadQuota,
  now: Date,
): Promise<QuotaReached | null> {
  const use = await useOf(tx, viewer, now);
  return use !== null && use.bytes + more > bytesMax
    ? { kind: "bytes", firstExpiresAt: use.firstExpiresAt }
    : null;
}

/** Null when the owner has nothing here. */
async function useOf(tx: EntityManager, viewer: KeyViewer, now: Date) {
  const [row] = await tx.query<{ files: bigint; bytes: string; firstExpiresAt: Date | null }[]>(
    `select count(*) as files, coalesce(sum(bytes), 0)::text as bytes,
       coalesce(min(expires_at) filter (where sha256 is not null), min(expires_at))
         as "firstExpiresAt"
     from upload where tenant_id = $1 and expires_at > $2`,
    [ownerOf(viewer), now],
  );
  return row === undefined || row.firstExpiresAt === null
    ? null
    : {
        files: Number(row.files),
        bytes: Number(row.bytes),
        firstExpiresAt: row.firstExpiresAt,
      };
}
