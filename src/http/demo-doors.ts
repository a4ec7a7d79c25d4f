import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { bearerSecret, type Identify } from "./identify.js";
import { isFromPage, type DemoDoor, type Sessions } from "./session.js";

export interface DemoDoorParts {
  readonly demo: () => DemoDoor | null;
  readonly sessions: Sessions;
  readonly identify: Identify;
  readonly publicUrl: string;
  readonly now: () => Date;
}

const answerMsMax = 5_000;

/**
 * Serves /demo/inbox and /demo/faults, for whoever is signed in to a demo: what reached a handset
 * of the pretend market, and what goes wrong at its vendors. A page may not ask another server.
 */
export function registerDemoDoors(app: FastifyInstance, parts: DemoDoorParts): void {
  app.get<{ Querystring: { to?: string } }>("/demo/inbox", async (request, reply) => {
    const to = encodeURIComponent(request.query.to ?? "");
    return await pass(request, reply, parts, `/inbox?to=${to}`);
  });
  app.get("/demo/faults", (request, reply) => pass(request, reply, parts, "/faults"));
  app.post("/demo/faults", async (request, reply) => {
    return isFromPage(request, parts.publicUrl)
      ? await pass(request, reply, parts, "/faults")
      : await reply.code(403).send({ error: 403 });
  });
  app.delete<{ Querystring: { vendor?: string } }>("/demo/faults", async (request, reply) => {
    const { vendor } = request.query;
    const path = vendor === undefined ? "" : `?vendor=${encodeURIComponent(vendor)}`;
    return isFromPage(request, parts.publicUrl)
      ? await pass(request, reply, parts, `/faults${path}`)
      : await reply.code(403).send({ error: 403 });
  });
}

async function pass(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: DemoDoorParts,
  path: string,
): Promise<FastifyReply> {
  const demo = parts.demo();
  if (demo === null) {
    return reply.code(404).send({ error: 404 });
  }
  const { headers, method, body } = request;
  const secret = bearerSecret(headers.authorization) ?? parts.sessions.secretOf(headers, false);
  const identity = secret === null ? null : await parts.identify(secret, parts.now());
  if (identity === null || identity.viewer.kind !== "key") {
    return reply.code(401).send({ error: 401 });
  }
  const answer = await fetch(demo.sandboxUrl + path, {
    method,
    signal: AbortSignal.timeout(answerMsMax),
    ...(method === "POST"
      ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } }
      : {}),
  });
  return reply
    .code(answer.status)
    .headers({ "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
    .send(Buffer.from(await answer.arrayBuffer()));
}
