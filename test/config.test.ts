import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadConfig } from "../src/config.js";

const key = Buffer.alloc(32, 7).toString("base64");

describe("loadConfig", () => {
  it("needs nothing: demo on the embedded database", () => {
    const config = loadConfig({});

    expect(config).toEqual({
      dataDir: path.resolve(".sandi"),
      host: "127.0.0.1",
      port: 4000,
      publicUrl: "http://127.0.0.1:4000",
      sandboxPort: 4010,
      databaseUrl: null,
      demo: true,
      demoDays: 30,
      keys: [],
      logLevel: "info",
      introspection: true,
      graphiql: true,
      natsUrl: null,
      allowsLoopback: false,
      vendorUrls: new Map(),
      requestsPerSecond: 500,
      uploadBytesMax: 512 * 1024 * 1024,
      batchMax: 200,
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it("has no demo, introspection or GraphiQL with DATABASE_URL unless they are asked for", () => {
    const DATABASE_URL = "postgres://sandi@db.example/sandi";

    expect(loadConfig({ DATABASE_URL })).toMatchObject({
      demo: false,
      introspection: false,
      graphiql: false,
    });
    expect(loadConfig({ DATABASE_URL, SANDI_DEMO: "1" }).demo).toBe(true);
    expect(loadConfig({ DATABASE_URL, SANDI_INTROSPECTION: "true" }).graphiql).toBe(true);
  });

  it("takes an empty variable as not given", () => {
    expect(loadConfig({ SANDI_PORT: "", DATABASE_URL: " " })).toMatchObject({
      port: 4000,
      databaseUrl: null,
    });
  });

  it("reads several keys, the first one first", () => {
    const other = Buffer.alloc(32, 8).toString("base64");

    expect(loadConfig({ SANDI_KEYS: `new:${key},old:${other}` }).keys).toEqual([
      { id: "new", secret: Buffer.alloc(32, 7) },
      { id: "old", secret: Buffer.alloc(32, 8) },
    ]);
  });

  it("lets tenants name addresses of this machine in tests alone", () => {
    const allowed = ["test", "production", "development", "TEST", ""].map(
      (NODE_ENV) => loadConfig({ NODE_ENV }).allowsLoopback,
    );

    expect(allowed).toEqual([true, false, false, false, false]);
  });

  it("reads where vendors are reached, without slashes at the end", () => {
    const SANDI_VENDOR_URLS = "twilio=https://eu.example/, my-smsc=smpp://10.0.0.7:2775?window=20";

    expect(loadConfig({ SANDI_VENDOR_URLS }).vendorUrls).toEqual(
      new Map([
        ["twilio", "https://eu.example"],
        ["my-smsc", "smpp://10.0.0.7:2775?window=20"],
      ]),
    );
  });

  it.each([
    "twilio",
    "twilio=eu.example",
    "twilio=ftp://eu.example",
    "twilio=https://me:secret@eu.example",
    "twilio=https://eu.example/?a=b",
    "Twilio=https://eu.example",
    "twilio=https://a.example,twilio=https://b.example",
  ])("refuses vendors' addresses that are none: %s", (SANDI_VENDOR_URLS) => {
    expect(() => loadConfig({ SANDI_VENDOR_URLS })).toThrow("SANDI_VENDOR_URLS must be slug=url");
  });

  it("reaches a server on all addresses by a real one", () => {
    expect(loadConfig({ SANDI_HOST: "0.0.0.0", SANDI_PORT: "80" }).publicUrl).toBe(
      "http://127.0.0.1:80",
    );
    expect(loadConfig({ SANDI_HOST: "::1" }).publicUrl).toBe("http://[::1]:4000");
  });

  it.each([
    ["SANDI_PORT", "0", "must be a whole number from 1 to 65535"],
    ["SANDI_PORT", "65536", "must be a whole number from 1 to 65535"],
    ["SANDI_PORT", "4e3", "must be a whole number from 1 to 65535"],
    ["SANDI_SANDBOX_PORT", "4000", "must differ from SANDI_PORT"],
    ["SANDI_HOST", "a b", "must be an IP address or a host name"],
    ["SANDI_PUBLIC_URL", "ftp://x", "must be a URL that starts with http:// or https://"],
    ["SANDI_PUBLIC_URL", "https://x/?a=1", "must have no query and no fragment"],
    ["DATABASE_URL", "mysql://x", "must be a URL that starts with postgres:// or postgresql://"],
    ["SANDI_DEMO", "yes", "must be 1, 0, true or false"],
    ["SANDI_LOG_LEVEL", "loud", "must be one of fatal, error, warn, info, debug, trace, silent"],
    ["SANDI_NATS_URL", "http://x", "must be a URL that starts with nats:// or tls://"],
    ["SANDI_REQUESTS_PER_SECOND", "0", "must be a whole number from 1 to 999999"],
    ["SANDI_BATCH_MAX", "1000", "must be a whole number from 1 to 999"],
    ["SANDI_KEYS", "k1:c2hvcnQ=", "must be id:base64 pairs"],
    ["SANDI_KEYS", `k1:${key},k1:${key}`, "must be id:base64 pairs"],
  ])("names %s=%s and its rule", (name, value, rule) => {
    expect(() => loadConfig({ [name]: value })).toThrow(`${name} ${rule}`);
  });

  it("names all bad variables at once", () => {
    expect(() => loadConfig({ SANDI_PORT: "x", SANDI_DEMO: "x" })).toThrow(
      /SANDI_PORT.*\n.*SANDI_DEMO/,
    );
  });

  it("does not repeat a key in its error", () => {
    expect(() => loadConfig({ SANDI_KEYS: "k1:c2VjcmV0" })).not.toThrow(/c2VjcmV0/);
  });
});
