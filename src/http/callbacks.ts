import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** A callback as it came over the wire. */
export interface RawCallback {
  readonly accountId: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** What the vendor is to be answered. */
export interface CallbackReply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

const bodyMax = 1024 * 1024;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Serves the vendors' callbacks at /callbacks/{account id}. Bodies are handed on as they came,
 * because signatures are made over bytes; at most 1 MiB. Answers 404 for an account that does not
 * exist.
 */
export async function registerCallbacks(
  app: FastifyInstance,
  accept: (callback: RawCallback) => Promise<CallbackReply | null>,
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: bodyMax }, (_, body, done) =>
      done(null, body),
    );
    const handle = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      const { accountId } = request.params as { accountId: string };
      const answer = uuid.test(accountId)
        ? await accept({
            accountId,
            method: request.method,
            url: request.url,
            headers: flat(request.headers),
            body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          })
        : null;
      await (answer === null
        ? reply.code(404).type("text/plain").send("no such account")
        : reply.code(answer.status).type(answer.contentType).send(answer.body));
    };
    scope.post("/callbacks/:accountId", handle);
    scope.get("/callbacks/:accountId", handle);
  });
}

function flat(headers: FastifyRequest["headers"]): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
}
