import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** One key for data at rest, 32 bytes. The first key of a list encrypts, all decrypt. */
export interface EncryptionKey {
  readonly id: string;
  readonly secret: Buffer;
}

export interface Config {
  /** Absolute folder of the embedded database, generated keys and demo keys. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  /** Where browsers and vendors reach this server; without a slash at the end. */
  readonly publicUrl: string;
  readonly sandboxPort: number;
  /** null: the embedded database is used. */
  readonly databaseUrl: string | null;
  /** Demo data and the sandbox market are on. */
  readonly demo: boolean;
  /** Days of traffic that the demo's first start plays for its tenants; 0 = none. */
  readonly demoDays: number;
  /** Empty when SANDI_KEYS is not given. */
  readonly keys: readonly EncryptionKey[];
  readonly logLevel: LogLevel;
  readonly introspection: boolean;
  readonly graphiql: boolean;
  readonly natsUrl: string | null;
  /** True under NODE_ENV=test alone: addresses that tenants give may be of this machine. */
  readonly allowsLoopback: boolean;
  /** Where vendors are reached instead of at their adapters' own addresses, by slug. */
  readonly vendorUrls: ReadonlyMap<string, string>;
  /** GraphQL requests per key and second; the burst is twice that. */
  readonly requestsPerSecond: number;
  /** Longest file that /uploads takes. */
  readonly uploadBytesMax: number;
  /** Rows of one write batch at most; 1 switches batching off, for comparison. */
  readonly batchMax: number;
}

export type LogLevel = (typeof logLevels)[number];

const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

/** Beside the package, so that every command finds it, from any folder. */
const defaultDataDir = fileURLToPath(new URL("../.sandi", import.meta.url));

/** Every bad variable at once, each with the rule that it breaks. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The environment is not valid:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "ConfigError";
  }
}

/**
 * Reads the settings from environment variables; an empty variable counts as not given.
 * Throws ConfigError, which names every bad variable and its rule.
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(variables.shape).map((name) => [name, env[name]?.trim() || undefined]),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`),
    );
  }
  const v = parsed.data;
  if (v.SANDI_PORT === v.SANDI_SANDBOX_PORT) {
    throw new ConfigError(["SANDI_SANDBOX_PORT must differ from SANDI_PORT"]);
  }
  const demo = v.SANDI_DEMO ?? v.DATABASE_URL === undefined;
  const introspection = v.SANDI_INTROSPECTION ?? demo;
  return Object.freeze({
    dataDir: v.SANDI_DATA_DIR === undefined ? defaultDataDir : path.resolve(v.SANDI_DATA_DIR),
    host: v.SANDI_HOST,
    port: v.SANDI_PORT,
    publicUrl: v.SANDI_PUBLIC_URL ?? defaultPublicUrl(v.SANDI_HOST, v.SANDI_PORT),
    sandboxPort: v.SANDI_SANDBOX_PORT,
    databaseUrl: v.DATABASE_URL ?? null,
    demo,
    demoDays: v.SANDI_DEMO_DAYS,
    keys: Object.freeze(v.SANDI_KEYS ?? []),
    logLevel: v.SANDI_LOG_LEVEL,
    introspection,
    graphiql: v.SANDI_GRAPHIQL ?? introspection,
    natsUrl: v.SANDI_NATS_URL ?? null,
    allowsLoopback: env["NODE_ENV"] === "test",
    vendorUrls: v.SANDI_VENDOR_URLS ?? new Map(),
    requestsPerSecond: v.SANDI_REQUESTS_PER_SECOND,
    uploadBytesMax: v.SANDI_UPLOAD_MIB * 1024 * 1024,
    batchMax: v.SANDI_BATCH_MAX,
  });
}

function portNumber(fallback: number) {
  const rule = "must be a whole number from 1 to 65535";
  return z
    .string()
    .regex(/^\d{1,5}$/, rule)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, rule)
    .default(fallback);
}

function flag() {
  return z
    .enum(["0", "1", "true", "false"], { error: "must be 1, 0, true or false" })
    .transform((text) => text === "1" || text === "true")
    .optional();
}

function urlOf(...schemes: string[]) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)), {
      error: `must be a URL that starts with ${schemes.map((s) => `${s}://`).join(" or ")}`,
    });
}

const variables = z.object({
  SANDI_DATA_DIR: z.string().optional(),
  SANDI_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, "must be an IP address or a host name")
    .default("127.0.0.1"),
  SANDI_PORT: portNumber(4000),
  SANDI_SANDBOX_PORT: portNumber(4010),
  SANDI_PUBLIC_URL: urlOf("http", "https")
    .refine((text) => !/[?#]/.test(text), "must have no query and no fragment")
    .transform((text) => text.replace(/\/+$/, ""))
    .optional(),
  DATABASE_URL: urlOf("postgres", "postgresql").optional(),
  SANDI_REQUESTS_PER_SECOND: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "must be a whole number from 1 to 999999")
    .transform(Number)
    .default(500),
  SANDI_UPLOAD_MIB: z
    .string()
    .regex(/^[1-9]\d{0,4}$/, "must be a whole number from 1 to 99999")
    .transform(Number)
    .default(512),
  SANDI_BATCH_MAX: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, "must be a whole number from 1 to 999")
    .transform(Number)
    .default(200),
  SANDI_DEMO: flag(),
  SANDI_DEMO_DAYS: z
    .string()
    .regex(/^\d{1,2}$/, "must be a whole number from 0 to 30")
    .transform(Number)
    .refine((days) => days <= 30, "must be a whole number from 0 to 30")
    .default(30),
  SANDI_KEYS: z.string().transform(parseKeys).optional(),
  SANDI_LOG_LEVEL: z
    .enum(logLevels, { error: `must be one of ${logLevels.join(", ")}` })
    .default("info"),
  SANDI_INTROSPECTION: flag(),
  SANDI_GRAPHIQL: flag(),
  SANDI_NATS_URL: urlOf("nats", "tls").optional(),
  SANDI_VENDOR_URLS: z.string().transform(parseVendorUrls).optional(),
});

function parseKeys(text: string, context: z.RefinementCtx): EncryptionKey[] {
  const keys: EncryptionKey[] = [];
  for (const part of text.split(",")) {
    const [, id, base64] = /^\s*([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]+={0,2})\s*$/.exec(part) ?? [];
    const secret = Buffer.from(base64 ?? "", "base64");
    if (id === undefined || secret.length !== 32 || keys.some((key) => key.id === id)) {
      // The value itself is a secret and stays out of the message.
      context.addIssue({
        code: "custom",
        message:
          "must be id:base64 pairs with commas between, each key 32 bytes, each id different; " +
          "make one with: echo k1:$(openssl rand -base64 32)",
      });
      return z.NEVER;
    }
    keys.push({ id, secret });
  }
  return keys;
}

const vendorUrlPattern = /^(?:https?|smtps?):\/\/[^\s/?#@]+(?:\/[^\s?#@]*)?$/;
/** What differs from one SMSC to the next is said in a query. */
const smscUrlPattern = /^smpps?:\/\/[^\s/?#@]+\/?(?:\?[\w=&-]*)?$/;

function parseVendorUrls(text: string, context: z.RefinementCtx): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  for (const part of text.split(",")) {
    const [, slug = "", url = ""] = /^\s*([a-z][a-z0-9-]{0,62})=(\S+)\s*$/.exec(part) ?? [];
    const isUrl = vendorUrlPattern.test(url) || smscUrlPattern.test(url);
    if (!isUrl || !URL.canParse(url) || urls.has(slug)) {
      context.addIssue({
        code: "custom",
        message:
          "must be slug=url pairs with commas between, each vendor once, each url http, https, " +
          "smpp, smpps, smtp or smtps, without name, password and fragment; a query is for smpp",
      });
      return z.NEVER;
    }
    urls.set(slug, url.replace(/\/+$/, ""));
  }
  return urls;
}

function defaultPublicUrl(host: string, port: number): string {
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}
