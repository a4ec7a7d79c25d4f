import { randomBytes, randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import type { App } from "../../src/app.js";
import { startApp } from "../../src/app.js";
import { loadConfig } from "../../src/config.js";
import type { Role, Scope } from "../../src/flow/viewer.js";
import { createLog } from "../../src/log.js";
import { seedDemo } from "../../src/manage/seed/seed-demo.js";
import { marketVendors } from "../../src/sandbox/market-vendors.js";
import { openDemoScenario } from "../../src/sandbox/open-demo-scenario.js";
import { startSandbox } from "../../src/sandbox/start-sandbox.js";
import { demoProfiles } from "../../src/sandbox/vendor-profiles.js";
import type { DatabaseTarget } from "../../src/store/connection.js";
import { createTestDatabase } from "./db.js";
import { freePort } from "./server-process.js";

export interface AppAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The shape is the query's; each test reads the part that it asked for.
  readonly data: Readonly<Record<string, never>> | null;
  readonly errors: readonly AppError[];
}

export interface AppError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface KeyRequest {
  readonly role?: Role;
  readonly scopes?: readonly Scope[];
  readonly expiresAt?: Date;
}

/**
 * The whole server as it is served, in this process: real database, real sandbox market on its best
 * day, real HTTP and WebSocket. Tenants `demo` (with the plan `login`) and `other`.
 */
export async function createAppWorld(env: Readonly<Record<string, string>> = {}) {
  const database = await createTestDatabase();
  const sandbox = await startSandbox({
    port: 0,
    scenario: openDemoScenario(),
    profiles: demoProfiles,
    seed: 1,
    timeScale: 0,
    now: () => new Date(),
    isIdeal: true,
    receiptRetryMs: 50,
  });
  const port = await freePort();
  const lines: string[] = [];
  const config = loadConfig({
    SANDI_PORT: String(port),
    SANDI_KEYS: `test:${randomBytes(32).toString("base64")}`,
    SANDI_DATA_DIR: "/nonexistent",
    SANDI_DEMO: "0",
    SANDI_INTROSPECTION: "1",
    SANDI_REQUESTS_PER_SECOND: "100000",
    DATABASE_URL: urlOf(database.target),
    ...env,
  });
  const keys = { owner: "", operator: "" };
  const app: App = await startApp(config, createLog("trace", collect(lines)), {
    say: () => undefined,
    async prepare(ground) {
      const seeded = await seedDemo(
        ground.slow.stores,
        {
          vendors: marketVendors(sandbox.vendors),
          needsOwnerKey: true,
          needsOperatorKey: true,
        },
        new Date(),
      );
      keys.owner = seeded.ownerSecret ?? "";
      keys.operator = seeded.operatorSecret ?? "";
    },
  });
  const ask = (
    secret: string | null,
    query: string,
    variables: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<AppAnswer> => post(`${app.url}/graphql`, secret, { query, variables }, headers);
  async function data<T = Readonly<Record<string, never>>>(
    secret: string,
    query: string,
    variables: object = {},
  ): Promise<T> {
    const answer = await ask(secret, query, variables);
    if (answer.errors.length > 0 || answer.data === null) {
      throw new Error(answer.text);
    }
    return answer.data as unknown as T;
  }
  async function makeKey(
    by: string,
    { role = "OWNER", scopes, expiresAt }: KeyRequest = {},
    tenant: string | null = null,
  ): Promise<{ readonly secret: string; readonly id: string }> {
    const input = { name: `${role} key`, role, scopes, expiresAt, tenant };
    const made = await data<{
      createApiKey: { apiKey: { id: string } | null; secret: string; userErrors: unknown[] };
    }>(
      by,
      "mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } " +
        "secret userErrors { code } } }",
      { input },
    );
    const { apiKey, secret, userErrors } = made.createApiKey;
    if (apiKey === null) {
      throw new Error(JSON.stringify(userErrors));
    }
    return { secret, id: apiKey.id };
  }
  const otherTenant = await data<{ createTenant: { tenant: { id: string } } }>(
    keys.operator,
    `mutation { createTenant(input: {slug: "other", name: "Other", currency: "USD"}) { tenant ` +
      "{ id } } }",
  );
  const other = await makeKey(keys.operator, {}, "other");
  return {
    app,
    url: app.url,
    graphqlUrl: `${app.url}/graphql`,
    wsUrl: `${app.url.replace("http", "ws")}/graphql`,
    database,
    sandbox,
    lines,
    ask,
    data,
    makeKey,
    owner: keys.owner,
    operator: keys.operator,
    /** The owner of the tenant `other`. */
    stranger: other.secret,
    otherTenantId: otherTenant.createTenant.tenant.id,
    /** Sends one code with the plan `login` unless told otherwise. */
    async send(input: object = {}, secret = keys.owner) {
      const sent = await data<{ sendOtp: SentOtp }>(
        secret,
        "mutation($input: SendOtpInput!) { sendOtp(input: $input) { send { id status } " +
          "clientToken userErrors { code field message } } }",
        {
          input: {
            planKey: "login",
            idempotencyKey: randomUUID(),
            phone: nextPhone(),
            ...input,
          },
        },
      );
      return sent.sendOtp;
    },
    /**
     * All rows of all tables as one text per table, but for when keys were used, and but for what
     * roll-ups write by themselves.
     */
    fingerprint: () => fingerprint(database.owner),
    async close() {
      await app.stop();
      await sandbox.close();
      await database.close();
    },
  };
}

export type AppWorld = Awaited<ReturnType<typeof createAppWorld>>;

export interface SentOtp {
  readonly send: { readonly id: string; readonly status: string } | null;
  readonly clientToken: string | null;
  readonly userErrors: readonly { readonly code: string; readonly field: string[] | null }[];
}

let lastPhone = 0;

/** An Indonesian mobile number that no other send of this file uses. */
export function nextPhone(): string {
  lastPhone += 1;
  return `+6281234${String(100_000 + lastPhone)}`;
}

/** One POST of any JSON. */
export async function post(
  url: string,
  secret: string | null,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<AppAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  const text = await response.text();
  const parsed = JSON.parse(text) as Partial<Pick<AppAnswer, "data" | "errors">>;
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: parsed.data ?? null,
    errors: parsed.errors ?? [],
  };
}

/** The codes of an answer's top-level errors. */
export function codesOf(answer: AppAnswer): unknown[] {
  return answer.errors.map((error) => error.extensions["code"]);
}

function collect(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString("utf8"));
      done();
    },
  });
}

/** The app is given a URL, as a deployment gives it; the test server may listen on a socket. */
export function urlOf(target: DatabaseTarget): string {
  if (target.kind === "url") {
    return target.url;
  }
  const host = encodeURIComponent(target.folder);
  return `postgres://sandi_owner@localhost/${target.database}?host=${host}`;
}

async function fingerprint(
  owner: Awaited<ReturnType<typeof createTestDatabase>>["owner"],
): Promise<Record<string, string>> {
  const { rows: tables } = await owner.query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = " +
      "'public'::regnamespace and " +
      "relname !~ '^(cost|stat|market_stat|feedback|route|process)(_|$)' order by 1",
  );
  const marks = tables.map(({ name }) => {
    const row = name === "api_key" ? "(to_jsonb(t) - 'last_used_at')" : "t";
    return (
      `select '${name}' as name, count(*) || ' ' || coalesce(sum(hashtextextended(${row}::text, ` +
      `0)), 0) as mark from ${name} t`
    );
  });
  const { rows } = await owner.query<{ name: string; mark: string }>(marks.join(" union all "));
  return Object.fromEntries(rows.map(({ name, mark }) => [name, mark]));
}
