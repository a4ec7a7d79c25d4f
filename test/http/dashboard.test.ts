import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, it } from "vitest";
import { registerDashboard } from "../../src/http/dashboard.js";

const html = '<!doctype html><script type="module" src="/assets/index-1a2b.js"></script>';

let folder: string;
let app: FastifyInstance;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "sandi-dashboard-"));
  app = fastify();
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function build(): Promise<void> {
  await mkdir(path.join(folder, "assets"));
  await writeFile(path.join(folder, "index.html"), html);
  await writeFile(path.join(folder, "assets", "index-1a2b.js"), "export const is = 1;".repeat(50));
  await registerDashboard(app, folder);
}

const visit = (url: string) => app.inject({ url, headers: { accept: "text/html,*/*" } });

it("serves one page at every address that a browser opens", async () => {
  await build();

  for (const url of ["/", "/market", "/live/snd_1", "/plans/login?x=1"]) {
    const answer = await visit(url);
    expect([url, answer.statusCode, answer.body]).toEqual([url, 200, html]);
    expect(answer.headers["cache-control"]).toBe("no-cache");
  }
});

it("lets nothing run or load that it does not serve", async () => {
  await build();
  const policy = String((await visit("/")).headers["content-security-policy"]);

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("style-src 'self';");
  expect(policy).not.toMatch(/unsafe|https?:/);
});

it("serves hashed files for a year, packed as the browser takes them", async () => {
  await build();
  const plain = await app.inject("/assets/index-1a2b.js");
  const packed = await app.inject({
    url: "/assets/index-1a2b.js",
    headers: { "accept-encoding": "gzip" },
  });

  expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(plain.headers["content-type"]).toBe("text/javascript; charset=utf-8");
  expect(packed.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
});

it("leaves what is not its own alone", async () => {
  await build();
  const own = ["/assets/gone.js", "/graphql/x", "/exports/1", "/uploads/1", "/callbacks/1"];

  for (const url of own) {
    expect([url, (await visit(url)).statusCode]).toEqual([url, 404]);
  }
  expect((await app.inject("/market")).statusCode).toBe(404);
  expect((await app.inject({ method: "POST", url: "/market" })).statusCode).toBe(404);
});

it("is not there without a build", async () => {
  await registerDashboard(app, folder);

  expect((await visit("/")).statusCode).toBe(404);
});

it("lets other sites load the widget, under a name that stays", async () => {
  await mkdir(path.join(folder, "widget"));
  await writeFile(path.join(folder, "widget", "sandi-otp.js"), "export const is = 1;");
  await build();
  const { headers, statusCode } = await app.inject("/widget/sandi-otp.js");

  expect(statusCode).toBe(200);
  expect(headers["access-control-allow-origin"]).toBe("*");
  expect(headers["cross-origin-resource-policy"]).toBe("cross-origin");
  expect(headers["cache-control"]).toBe("public, max-age=3600, stale-while-revalidate=86400");
  expect((await visit("/widget")).body).toBe(html);
});
