import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { FastifyInstance } from "fastify";
import { graphiqlStart } from "./graphiql-start.js";

const require = createRequire(import.meta.url);

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandi GraphiQL</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/page.css">
</head>
<body>
<div id="graphiql"></div>
<script src="/graphiql/react.js"></script>
<script src="/graphiql/react-dom.js"></script>
<script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/start.js"></script>
</body>
</html>
`;

const pageCss = "body { margin: 0; } #graphiql { height: 100vh; }\n";

/** Nothing but this server is asked, and nothing runs that it does not serve. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor places its lines by style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Serves GraphiQL on /graphiql from the files of its packages;
 * no request leaves the page's own server.
 */
export async function registerGraphiql(app: FastifyInstance): Promise<void> {
  const script = "text/javascript; charset=utf-8";
  const style = "text/css; charset=utf-8";
  serve(app, "/graphiql", "text/html; charset=utf-8", page);
  serve(app, "/graphiql/start.js", script, graphiqlStart);
  serve(app, "/graphiql/page.css", style, pageCss);
  serve(app, "/graphiql/graphiql.js", script, await bundled("graphiql", "graphiql.min.js"));
  serve(app, "/graphiql/graphiql.css", style, await bundled("graphiql", "graphiql.min.css"));
  serve(
    app,
    "/graphiql/react.js",
    script,
    await bundled("react-18", "umd/react.production.min.js"),
  );
  serve(
    app,
    "/graphiql/react-dom.js",
    script,
    await bundled("react-dom-18", "umd/react-dom.production.min.js"),
  );
}

function bundled(name: string, file: string): Promise<Buffer> {
  const folder = path.dirname(require.resolve(`${name}/package.json`));
  return readFile(path.join(folder, file));
}

function serve(app: FastifyInstance, url: string, type: string, body: string | Buffer): void {
  app.get(url, (_request, reply) =>
    reply
      .headers({
        "content-type": type,
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": url === "/graphiql" ? "no-cache" : "public, max-age=3600",
      })
      .send(body),
  );
}
