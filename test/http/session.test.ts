import fastify, { type FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { KeyViewer } from "../../src/flow/viewer.js";
import { createSessions, registerSession, type SessionParts } from "../../src/http/session.js";
import { createKeyring } from "../../src/store/keyring.js";

const viewer = { kind: "key", keyId: "k", tenantId: "t" } as unknown as KeyViewer;
const page = { origin: "http://sandi.test", "x-sandi-page": "1", host: "sandi.test" };
const demo = {
  ownerKey: "sk_owner",
  operatorKey: "sk_operator",
  planKey: "login",
  phone: "+6281157953957",
  sandboxUrl: "http://127.0.0.1:1",
};

let now: Date;
let app: FastifyInstance;
let parts: SessionParts;

beforeEach(() => {
  now = new Date("2026-01-01T00:00:00Z");
  app = fastify();
  parts = {
    keyring: createKeyring([{ id: "k1", bytes: Buffer.alloc(32, 1) }]),
    identify: (secret) =>
      Promise.resolve(
        secret === "sk_good" || secret === "sk_owner"
          ? { viewer, expiresAt: null, rateKey: secret }
          : null,
      ),
    publicUrl: "http://sandi.test",
    now: () => now,
    demo: () => demo,
  };
  registerSession(app, parts);
});
afterEach(() => app.close());

function open(headers: Record<string, string>, url = "/session") {
  return app.inject({ method: "POST", url, headers });
}

async function cookieOf(headers: Record<string, string>, url?: string): Promise<string> {
  const answer = await open(headers, url);
  return String(answer.headers["set-cookie"]).split(";")[0] ?? "";
}

describe("a session", () => {
  it("keeps the key in a cookie that no script reads and no other site sends", async () => {
    const answer = await open({ ...page, authorization: "Bearer sk_good" });

    expect(answer.statusCode).toBe(204);
    const cookie = String(answer.headers["set-cookie"]);
    expect(cookie).toContain("HttpOnly; SameSite=Strict; Path=/; Max-Age=43200");
    expect(cookie).not.toContain("sk_good");
    const headers = { ...page, cookie: cookie.split(";")[0] };
    expect(createSessions(parts).secretOf(headers, false)).toBe("sk_good");
  });

  it("counts for pages of this server alone", async () => {
    const cookie = await cookieOf({ ...page, authorization: "Bearer sk_good" });
    const { secretOf } = createSessions(parts);

    const { "x-sandi-page": _, ...bare } = page;
    expect(secretOf({ ...bare, cookie }, false)).toBeNull();
    expect(secretOf({ ...bare, cookie }, true)).toBe("sk_good");
    const foreign = { ...page, cookie, origin: "https://evil.test" };
    expect(secretOf(foreign, false)).toBeNull();
    expect(secretOf(foreign, true)).toBeNull();
  });

  it("ends after 12 hours, and with a changed cookie", async () => {
    const cookie = await cookieOf({ ...page, authorization: "Bearer sk_good" });
    const { secretOf } = createSessions(parts);

    expect(secretOf({ ...page, cookie: `${cookie.slice(0, -2)}AA` }, false)).toBeNull();
    now = new Date("2026-01-01T12:00:00Z");
    expect(secretOf({ ...page, cookie }, false)).toBeNull();
  });

  it("is refused to a wrong key, to none, and to another site", async () => {
    const statuses = await Promise.all([
      open({ ...page, authorization: "Bearer sk_bad" }),
      open(page),
      open({ ...page, authorization: "Bearer sk_good", origin: "https://evil.test" }),
      open({ authorization: "Bearer sk_good", host: "sandi.test" }),
    ]);

    expect(statuses.map(({ statusCode }) => statusCode)).toEqual([401, 401, 403, 403]);
    expect(statuses.every((answer) => answer.headers["set-cookie"] === undefined)).toBe(true);
  });

  it("is taken away by the page that has it", async () => {
    const answer = await app.inject({ method: "DELETE", url: "/session", headers: page });

    expect(answer.headers["set-cookie"]).toContain("sandi_session=; HttpOnly");
    expect(answer.headers["set-cookie"]).toContain("Max-Age=0");
    const foreign = await app.inject({ method: "DELETE", url: "/session" });
    expect(foreign.statusCode).toBe(403);
  });
});

describe("the demo's door", () => {
  it("opens by one click, and tells no key", async () => {
    const cookie = await cookieOf(page, "/session/demo?as=owner");
    const told = await app.inject({ url: "/session", headers: { ...page, cookie } });

    expect(told.json()).toEqual({
      open: true,
      demo: { planKey: "login", phone: "+6281157953957" },
    });
    expect(told.body).not.toContain("sk_");
  });

  it("does not open under a name that another server gave this machine", async () => {
    const rebound = { ...page, host: "rebound.test", origin: "http://rebound.test" };

    expect((await open(rebound, "/session/demo")).statusCode).toBe(404);
  });
});

it("under https the cookie is never sent in the clear", async () => {
  const secure = fastify();
  registerSession(secure, { ...parts, publicUrl: "https://sandi.test" });
  const answer = await secure.inject({
    method: "POST",
    url: "/session",
    headers: { ...page, origin: "https://sandi.test", authorization: "Bearer sk_good" },
  });
  await secure.close();

  expect(answer.headers["set-cookie"]).toContain("; Secure");
});
