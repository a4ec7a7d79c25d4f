import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** Nothing but this server is asked, and nothing runs or dresses that it does not serve. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  // 'self' covers WebSockets of the same host in today's browsers.
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const headers = {
  "content-security-policy": policy,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
};

interface Served {
  readonly type: string;
  readonly body: Buffer;
  /** Packed when first asked for; files change only with a new build, that is, a new start. */
  readonly packed: Map<Packing, Promise<Buffer>>;
}

type Packing = "br" | "gzip";

/**
 * Serves the built dashboard: its files under their hashed names, cached for a year, and its page
 * for every other address that a browser opens. Nothing when the folder holds no build.
 */
export async function registerDashboard(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(path.join(folder, "assets"))) {
    return;
  }
  const files = await readFiles(folder);
  const page = files.get("/index.html");
  if (page === undefined) {
    return;
  }
  files.delete("/index.html");
  for (const [url, file] of files) {
    const caching = cachingOf(url);
    app.get(url, (request, reply) => {
      // Other sites embed the widget, a module, which browsers load with CORS.
      reply.headers({
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
      });
      return send(request, reply, file, caching);
    });
  }
  app.get("/", (request, reply) => send(request, reply, page, "no-cache"));
  app.setNotFoundHandler((request, reply) => {
    const isVisit = request.method === "GET" && /\btext\/html\b/.test(request.headers.accept ?? "");
    return isVisit && !isOurOwn(request.url)
      ? send(request, reply, page, "no-cache")
      : reply.code(404).send({ error: "Not Found", statusCode: 404 });
  });
}

/** Hashed names never change; the widget keeps its name, and each of a site's pages asks for it. */
function cachingOf(url: string): string {
  if (url.startsWith("/assets/")) {
    return "public, max-age=31536000, immutable";
  }
  return url.startsWith("/widget/")
    ? "public, max-age=3600, stale-while-revalidate=86400"
    : "no-cache";
}

/** Addresses that are not the dashboard's, whatever is asked for below them. */
function isOurOwn(url: string): boolean {
  return /^\/(assets|graphql|graphiql|callbacks|exports|uploads|session|demo)(\/|\?|$)/.test(url);
}

async function readFiles(folder: string): Promise<Map<string, Served>> {
  const names = await readdir(folder, { recursive: true });
  const files = new Map<string, Served>();
  for (const name of names) {
    const type = types[path.extname(name)];
    if (type !== undefined) {
      const body = await readFile(path.join(folder, name));
      files.set(`/${name.split(path.sep).join("/")}`, { type, body, packed: new Map() });
    }
  }
  return files;
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  file: Served,
  caching: string,
): Promise<FastifyReply> {
  const packing = packingFor(String(request.headers["accept-encoding"] ?? ""), file);
  const body = packing === null ? file.body : await packed(file, packing);
  return reply
    .headers({ ...headers, "content-type": file.type, "cache-control": caching })
    .headers({ vary: "accept-encoding", ...(packing ? { "content-encoding": packing } : {}) })
    .send(body);
}

function packingFor(accepted: string, file: Served): Packing | null {
  if (file.type === "font/woff2") {
    return null;
  }
  if (/\bbr\b/.test(accepted)) {
    return "br";
  }
  return /\bgzip\b/.test(accepted) ? "gzip" : null;
}

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

function packed({ body, packed }: Served, packing: Packing): Promise<Buffer> {
  let making = packed.get(packing);
  if (making === undefined) {
    making =
      packing === "gzip"
        ? toGzip(body)
        : toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    packed.set(packing, making);
  }
  return making;
}
