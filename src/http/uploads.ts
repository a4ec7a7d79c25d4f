import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type DomainError, domainError, type Fact, messageOf } from "../core/errors.js";
import { decodeId, encodeId } from "../core/ids.js";
import { messageLocaleOf } from "../core/locale.js";
import type { KeyViewer, Scope } from "../flow/viewer.js";
import type { UploadStore } from "../manage/uploads/ports.js";
import {
  putUpload,
  type UploadRefusal,
  uploadFilesMax,
  uploadsPerLimit,
} from "../manage/uploads/put-upload.js";
import { bearerSecret, type Identify } from "./identify.js";
import type { Sessions } from "./session.js";

export interface UploadParts {
  readonly uploads: UploadStore;
  readonly identify: Identify;
  /** Null = nobody signs in by cookie. */
  readonly sessions: Sessions | null;
  readonly bytesMax: number;
  readonly now: () => Date;
  /** Hears of faults of ours, with the id that the caller was given. */
  readonly report: (reportId: string, fault: unknown) => void;
}

declare module "fastify" {
  interface FastifyRequest {
    uploader: KeyViewer | null;
  }
}

const mib = 1024 * 1024;
/** A sender that is silent for so long is gone. */
const silentMsMax = 30_000;
/** What follows a refusal is read for so long, so that its sender gets to see the answer. */
const lingerMs = 3_000;
const uploaders: readonly Scope[] = ["VENDOR_CONNECT", "BILLING_WRITE", "SEND", "OPERATE"];

/**
 * Serves /uploads: PUT or POST takes the body as a file and answers 201 with its id, size, SHA-256
 * and expiry; DELETE /uploads/{id} takes it away. Errors have the form of GraphQL's.
 */
export async function registerUploads(app: FastifyInstance, parts: UploadParts): Promise<void> {
  app.decorateRequest("uploader", null);
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body stays a stream; its handler reads it.
    scope.addContentTypeParser("*", (_request, body, done) => done(null, body));
    scope.addHook("onRequest", async (request, reply) => {
      reply.header("access-control-allow-origin", "*");
      if (request.method !== "OPTIONS") {
        await signIn(request, reply, parts);
      }
    });
    scope.setErrorHandler((error, request, reply) => {
      if (request.raw.destroyed && !request.raw.complete) {
        // The sender went away; nobody is left to be told.
        return reply.hijack();
      }
      const reportId = randomUUID();
      parts.report(reportId, error);
      return answer(request, reply, 500, domainError("INTERNAL", null, { reportId }));
    });
    scope.route({ method: ["PUT", "POST"], url: "/uploads", handler: take });
    scope.delete("/uploads/:id", remove);
    scope.options("/uploads", (_request, reply) => answerPreflight(reply));
    scope.options("/uploads/:id", (_request, reply) => answerPreflight(reply));
  });

  async function take(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { bytesMax, now, uploads } = parts;
    if (isWrapped(request)) {
      return refuse(request, reply, 415, badRequest("uploadForm"));
    }
    if (Number(request.headers["content-length"] ?? 0) > bytesMax) {
      return refuseFile(request, reply, { kind: "too_large" }, parts);
    }
    request.raw.setTimeout(silentMsMax, () => request.raw.destroy());
    // A refusal ends the reading, and is to be answered over the same connection.
    const chunks = request.raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    const put = await putUpload({ uploads, now }, uploaderOf(request), chunks, bytesMax);
    if (!put.ok) {
      return refuseFile(request, reply, put.refusal, parts);
    }
    request.raw.setTimeout(0);
    const { id, bytes, sha256, expiresAt } = put.upload;
    return reply.code(201).send({
      id: encodeId("upload", id),
      bytes,
      sha256: sha256.toString("hex"),
      expiresAt: expiresAt.toISOString(),
    });
  }

  async function remove(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const id = decodeId("upload", (request.params as { id: string }).id);
    const isGone = id !== null && (await parts.uploads.discard(uploaderOf(request), id));
    return isGone
      ? reply.code(204).send()
      : answer(request, reply, 404, domainError("UPLOAD_NOT_FOUND", null));
  }
}

async function signIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { identify, sessions, now }: UploadParts,
): Promise<unknown> {
  const { headers } = request;
  const secret = bearerSecret(headers.authorization) ?? sessions?.secretOf(headers, false) ?? null;
  const identity = secret === null ? null : await identify(secret, now());
  if (identity === null) {
    return refuse(request, reply, 401, domainError("UNAUTHENTICATED", null));
  }
  const { viewer } = identity;
  if (viewer.kind !== "key" || !uploaders.some((scope) => viewer.scopes.has(scope))) {
    const scope = uploaders.join(" / ");
    return refuse(request, reply, 403, domainError("FORBIDDEN", null, { scope }));
  }
  request.uploader = viewer;
  return undefined;
}

function uploaderOf({ uploader }: FastifyRequest): KeyViewer {
  if (uploader === null) {
    throw new Error("nobody has signed in");
  }
  return uploader;
}

/** Bodies that hold the file in another form than its own bytes. */
function isWrapped({ headers }: FastifyRequest): boolean {
  const coding = headers["content-encoding"] ?? "identity";
  return (headers["content-type"] ?? "").startsWith("multipart/") || coding !== "identity";
}

function refuseFile(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: UploadRefusal,
  { bytesMax, now }: UploadParts,
): FastifyReply {
  const max = Math.floor(bytesMax / mib);
  switch (refusal.kind) {
    case "empty":
      return refuse(request, reply, 400, badRequest("uploadEmpty"));
    case "too_large":
      return refuse(request, reply, 413, badRequest("uploadTooLarge", { max }));
    case "quota": {
      const { kind, firstExpiresAt } = refusal.reached;
      const limit: Fact =
        kind === "files"
          ? { phrase: "uploadsMany", params: { max: uploadFilesMax } }
          : { phrase: "uploadsFull", params: { max: uploadsPerLimit * max } };
      const waitMs = Math.max(0, firstExpiresAt.getTime() - now().getTime());
      return refuse(request, reply, 429, domainError("LIMITED", null, { limit }, waitMs));
    }
    default:
      throw refusal satisfies never;
  }
}

function badRequest(
  phrase: "uploadEmpty" | "uploadTooLarge" | "uploadForm",
  params: Readonly<Record<string, number>> = {},
): DomainError {
  return domainError("BAD_REQUEST", null, { reason: { phrase, params } });
}

/** Answers before the body has come; the rest of it is thrown away, but not for long. */
function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  error: DomainError,
): FastifyReply {
  discard(request.raw);
  return answer(request, reply, status, error);
}

function discard(body: IncomingMessage): void {
  if (!body.complete) {
    const timer = setTimeout(() => body.destroy(), lingerMs);
    timer.unref();
    body.once("close", () => clearTimeout(timer));
    body.resume();
  }
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  error: DomainError,
): FastifyReply {
  const { retryAfterMs } = error;
  if (retryAfterMs !== null) {
    reply.header("retry-after", String(Math.max(1, Math.ceil(retryAfterMs / 1_000))));
  }
  const message = messageOf(error, messageLocaleOf(request.headers["accept-language"]));
  const extensions = {
    code: error.code,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
    ...(error.params.reportId === undefined ? {} : { reportId: error.params.reportId }),
  };
  return reply
    .code(status)
    .type("application/json; charset=utf-8")
    .send({ errors: [{ message, extensions }] });
}

function answerPreflight(reply: FastifyReply): FastifyReply {
  return reply
    .headers({
      "access-control-allow-methods": "PUT, POST, DELETE",
      "access-control-allow-headers": "authorization, content-type, accept-language",
      "access-control-max-age": "86400",
    })
    .code(204)
    .send();
}
