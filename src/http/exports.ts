import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type DomainError, domainError, messageOf } from "../core/errors.js";
import { type ExportFormat, exportFileName } from "../core/exports/export-kind.js";
import { messageLocaleOf } from "../core/locale.js";
import { decodeId } from "../core/ids.js";
import type { Keyring } from "../flow/keyring.js";
import { readExportLink } from "../manage/exports/export-link.js";
import type { ExportRef, ExportStore } from "../manage/exports/ports.js";
import { listFileName } from "../manage/lists/list-file-name.js";
import type { ListCheckStore } from "../manage/lists/ports.js";
import { readByteRange } from "./byte-range.js";
import { bearerSecret, type Identify } from "./identify.js";

export interface ExportDownloadParts {
  readonly exports: ExportStore;
  readonly lists: ListCheckStore;
  readonly keyring: Pick<Keyring, "tokenKey">;
  readonly identify: Identify;
  readonly now: () => Date;
  /** Hears of faults of ours, with the id that the caller was given. */
  readonly report: (reportId: string, fault: unknown) => void;
}

/** Bytes that can be downloaded. */
interface ReadyFile {
  readonly name: string;
  readonly format: ExportFormat;
  readonly bytes: number;
  readonly sha256: Buffer;
  readonly read: (start: number, end: number) => AsyncIterable<Uint8Array>;
}

const contentTypes: Readonly<Record<ExportFormat, string>> = {
  CSV: "text/csv; charset=utf-8; header=present",
  NDJSON: "application/x-ndjson",
  PARQUET: "application/vnd.apache.parquet",
};

/**
 * Serves /exports/{id} to whoever holds a link: the bytes of an export or of a list check's result,
 * whole or a range of them, with their SHA-256 as ETag and Repr-Digest. A key may be sent along;
 * another tenant's is refused. Errors have the form of GraphQL's.
 */
export async function registerExports(
  app: FastifyInstance,
  parts: ExportDownloadParts,
): Promise<void> {
  await app.register(async (scope) => {
    scope.setErrorHandler((error, request, reply) => {
      const reportId = randomUUID();
      parts.report(reportId, error);
      return refuse(request, reply, 500, domainError("INTERNAL", null, { reportId }));
    });
    scope.route({
      // By itself a HEAD would tell the length of its own empty answer.
      method: ["GET", "HEAD"],
      exposeHeadRoute: false,
      url: "/exports/:id",
      handler: (request, reply) => download(request, reply, parts),
    });
  });
}

async function download(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: ExportDownloadParts,
): Promise<FastifyReply> {
  // Any page may show what it was given a link to.
  reply.header("access-control-allow-origin", "*");
  const { id } = request.params as { id: string };
  const query = request.query as Readonly<Record<string, unknown>>;
  const kind = decodeId("listCheck", id) === null ? "export" : "listCheck";
  const link = readExportLink(parts.keyring, id, query, parts.now(), kind);
  if (link.kind !== "good") {
    return link.kind === "expired"
      ? refuse(request, reply, 410, domainError("LINK_EXPIRED", null))
      : refuse(request, reply, 403, domainError("LINK_INVALID", null));
  }
  const refusal = await checkKey(request, link.ref, parts);
  if (refusal !== null) {
    return refuse(request, reply, refusal.code === "UNAUTHENTICATED" ? 401 : 403, refusal);
  }
  const file = await (kind === "export" ? readyExport : readyList)(parts, link.ref);
  return file === null
    ? refuse(request, reply, 410, domainError("EXPORT_EXPIRED", null))
    : serve(request, reply, file);
}

/** A link is enough; a key that is sent along must be one of the same tenant. */
async function checkKey(
  request: FastifyRequest,
  { tenantId }: ExportRef,
  { identify, now }: ExportDownloadParts,
): Promise<DomainError | null> {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    return null;
  }
  const secret = bearerSecret(authorization);
  const identity = secret === null ? null : await identify(secret, now());
  if (identity === null) {
    return domainError("UNAUTHENTICATED", null);
  }
  const { viewer } = identity;
  return viewer.kind === "key" && viewer.tenantId === tenantId
    ? null
    : domainError("FORBIDDEN", null, { scope: "the export's tenant" });
}

interface Expiring {
  readonly status: string;
  readonly sha256: Buffer | null;
  readonly expiresAt: Date | null;
}

function isReady<Row extends Expiring>(
  row: Row | null | undefined,
  now: Date,
): row is Row & { readonly sha256: Buffer } {
  return (
    row?.status === "READY" && row.sha256 !== null && row.expiresAt !== null && row.expiresAt > now
  );
}

async function readyExport(
  { exports, now }: ExportDownloadParts,
  { tenantId, id }: ExportRef,
): Promise<ReadyFile | null> {
  const [row] = await exports.exportsById(tenantId, [id]);
  if (!isReady(row, now())) {
    return null;
  }
  const { kind, format, bytes, sha256 } = row;
  const read = (start: number, end: number) => exports.readPieces(tenantId, id, start, end);
  return { name: exportFileName(kind, format, row), format, bytes, sha256, read };
}

async function readyList(
  { lists, now }: ExportDownloadParts,
  { tenantId, id }: ExportRef,
): Promise<ReadyFile | null> {
  const [row] = await lists.listChecksById(tenantId, [id]);
  if (!isReady(row, now())) {
    return null;
  }
  const { bytes, sha256, createdAt } = row;
  const read = (start: number, end: number) => lists.readPieces(tenantId, id, start, end);
  return { name: listFileName(createdAt), format: "CSV", bytes, sha256, read };
}

function serve(request: FastifyRequest, reply: FastifyReply, file: ReadyFile): FastifyReply {
  const { headers, method } = request;
  const etag = `"${file.sha256.toString("hex")}"`;
  reply.headers({
    etag,
    "accept-ranges": "bytes",
    "cache-control": "private, no-cache",
    "content-disposition": `attachment; filename="${file.name}"`,
    "content-type": contentTypes[file.format],
    "repr-digest": `sha-256=:${file.sha256.toString("base64")}:`,
    "x-content-type-options": "nosniff",
  });
  if (isNamed(headers["if-none-match"], etag)) {
    return reply.code(304).send();
  }
  // A part is only of use to whoever has the rest of the same bytes.
  const isSame = headers["if-range"] === undefined || headers["if-range"] === etag;
  const range = readByteRange(isSame && method === "GET" ? headers.range : undefined, file.bytes);
  if (range.kind === "unsatisfiable") {
    return reply.code(416).header("content-range", `bytes */${file.bytes}`).send();
  }
  const { start, end } = range.kind === "part" ? range : { start: 0, end: file.bytes };
  if (range.kind === "part") {
    reply.code(206).header("content-range", `bytes ${start}-${end - 1}/${file.bytes}`);
  }
  reply.header("content-length", String(end - start));
  return method === "HEAD"
    ? reply.send()
    : reply.send(Readable.from(file.read(start, end), streamOptions));
}

// One piece waits while another one is on its way.
const streamOptions = { objectMode: true, highWaterMark: 1 };

function isNamed(header: string | undefined, etag: string): boolean {
  const names = header?.split(",").map((name) => name.trim().replace(/^W\//, "")) ?? [];
  return names.includes(etag) || names.includes("*");
}

function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  error: DomainError,
): FastifyReply {
  const message = messageOf(error, messageLocaleOf(request.headers["accept-language"]));
  const { reportId } = error.params;
  const extensions = { code: error.code, ...(reportId === undefined ? {} : { reportId }) };
  return reply
    .code(status)
    .type("application/json; charset=utf-8")
    .send({ errors: [{ message, extensions }] });
}
