import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Keyring } from "../flow/keyring.js";
import { bearerSecret, type Identify } from "./identify.js";

/** Finds the key behind the dashboard's session cookie. */
export interface Sessions {
  /**
   * The key of a request that carries the cookie; null when its cookie is absent or has run out, or
   * when it does not come from a page of this server.
   */
  readonly secretOf: (headers: IncomingHttpHeaders, isUpgrade: boolean) => string | null;
}

/** What the demo lets everybody who reaches its page do. */
export interface DemoDoor {
  readonly ownerKey: string;
  readonly operatorKey: string;
  readonly planKey: string;
  /** A number that is alive in the market of pretend vendors. */
  readonly phone: string;
  readonly sandboxUrl: string;
}

export interface SessionParts {
  readonly keyring: Pick<Keyring, "seal" | "open">;
  readonly identify: Identify;
  /** Where browsers reach this server; cookies are marked Secure under https. */
  readonly publicUrl: string;
  readonly now: () => Date;
  readonly demo: () => DemoDoor | null;
}

const cookieName = "sandi_session";
/** The header that only a page of this server can send: preflights do not allow it to others. */
const pageHeader = "x-sandi-page";
const sessionMs = 12 * 3_600_000;
const cookieLengthMax = 1_000;

/** Reads session cookies. One is the sealed key and its end: no table of sessions is kept. */
export function createSessions({ keyring, publicUrl, now }: SessionParts): Sessions {
  return {
    secretOf(headers, isUpgrade) {
      const cookie = cookieIn(headers.cookie);
      // A WebSocket cannot send headers of its own; its Origin cannot be forged by a page.
      if (cookie === null || !isOurs(headers, publicUrl) || !(isUpgrade || pageHeader in headers)) {
        return null;
      }
      try {
        const plain = keyring.open("session", null, Buffer.from(cookie, "base64url"));
        const { secret, until } = JSON.parse(String(plain)) as { secret: string; until: number };
        return until > now().getTime() ? secret : null;
      } catch {
        // Not ours, or sealed with a key that is gone.
        return null;
      }
    },
  };
}

/**
 * Serves /session: GET tells whether one is open and whether this is a demo, POST opens one for the
 * key in the Authorization header, POST /session/demo one for a key of the demo, DELETE ends it.
 */
export function registerSession(app: FastifyInstance, parts: SessionParts): void {
  const sessions = createSessions(parts);
  app.get("/session", (request, reply) => {
    const demo = parts.demo();
    return reply.header("cache-control", "no-store").send({
      open: sessions.secretOf(request.headers, false) !== null,
      demo: demo === null ? null : { planKey: demo.planKey, phone: demo.phone },
    });
  });
  app.post("/session", async (request, reply) => {
    const secret = bearerSecret(request.headers.authorization);
    return secret === null ? refuse(reply, 401) : await open(request, reply, parts, secret);
  });
  app.post<{ Querystring: { as?: string } }>("/session/demo", async (request, reply) => {
    const demo = parts.demo();
    // A name that somebody else's server resolves to this machine opens nothing.
    if (demo === null || !isLocalName(request.headers.host, parts.publicUrl)) {
      return refuse(reply, 404);
    }
    const secret = request.query.as === "operator" ? demo.operatorKey : demo.ownerKey;
    return await open(request, reply, parts, secret);
  });
  app.delete("/session", (request, reply) => {
    if (!isFromPage(request, parts.publicUrl)) {
      return refuse(reply, 403);
    }
    return reply
      .header("set-cookie", cookie("", 0, parts.publicUrl))
      .code(204)
      .send();
  });
}

async function open(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SessionParts,
  secret: string,
): Promise<FastifyReply> {
  if (!isFromPage(request, parts.publicUrl)) {
    return refuse(reply, 403);
  }
  const identity = await parts.identify(secret, parts.now());
  if (identity === null || identity.viewer.kind !== "key") {
    return refuse(reply, 401);
  }
  const until = parts.now().getTime() + sessionMs;
  const sealed = parts.keyring.seal("session", null, JSON.stringify({ secret, until }));
  const value = sealed.toString("base64url");
  return reply
    .header("set-cookie", cookie(value, sessionMs / 1_000, parts.publicUrl))
    .header("cache-control", "no-store")
    .code(204)
    .send();
}

/** True for a request that a page of this server has made, on purpose. */
export function isFromPage(request: FastifyRequest, publicUrl: string): boolean {
  return isOurs(request.headers, publicUrl) && pageHeader in request.headers;
}

/** A browser names the page's origin with everything but a plain GET of its own server. */
function isOurs(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { origin, host } = headers;
  if (origin === undefined) {
    return headers["sec-fetch-site"] === "same-origin";
  }
  return (
    origin === new URL(publicUrl).origin ||
    (URL.canParse(origin) && host !== undefined && new URL(origin).host === host)
  );
}

function isLocalName(host: string | undefined, publicUrl: string): boolean {
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  return ["localhost", "127.0.0.1", "[::1]"].includes(name) || name === new URL(publicUrl).hostname;
}

function cookieIn(header: string | undefined): string | null {
  const found = header
    ?.split(";")
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${cookieName}=`));
  const value = found?.slice(cookieName.length + 1) ?? "";
  return value === "" || value.length > cookieLengthMax ? null : value;
}

function cookie(value: string, maxAgeSec: number, publicUrl: string): string {
  const secure = publicUrl.startsWith("https:") ? "; Secure" : "";
  return `${cookieName}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${maxAgeSec}${secure}`;
}

function refuse(reply: FastifyReply, status: 401 | 403 | 404): FastifyReply {
  return reply.header("cache-control", "no-store").code(status).send({ error: status });
}
