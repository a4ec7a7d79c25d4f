import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DestinationRules, ResolvedAddress } from "../../src/vendors/public-destination.js";
import { isTenantUrl } from "../../src/vendors/public-destination.js";
import { undiciHttpClient, type ClosableHttpClient } from "../../src/vendors/undici-http-client.js";
import { type SelfSigned, selfSigned } from "./self-signed.js";
import { startStub, type StubServer } from "./stub-server.js";
import { trustCertificate } from "./trust-certificate.js";

const names = new Map<string, readonly string[]>();
const asked: string[] = [];
const resolve = async (host: string): Promise<readonly ResolvedAddress[]> => {
  asked.push(host);
  return (names.get(host) ?? []).map((address) => ({
    address,
    family: address.includes(":") ? 6 : 4,
  }));
};

const clients: ClosableHttpClient[] = [];
function client(rules: Partial<DestinationRules> = {}): ClosableHttpClient {
  const made = undiciHttpClient({
    // Patient, so that a busy machine changes nothing: what is not sent is refused at once.
    connectTimeoutMs: 15_000,
    destinations: { allowsLoopback: false, resolve, ...rules },
  });
  clients.push(made);
  return made;
}

function post(http: ClosableHttpClient, url: string) {
  return http.request({
    method: "POST",
    url,
    headers: { "content-type": "text/plain" },
    body: "hello",
    timeoutMs: 15_000,
    isTenantsAddress: true,
  });
}

const refused = { kind: "not_sent", reason: "the address is not public" };

/** Keeps the first bytes of each connection, and answers nothing. */
let listener: Server;
const heard: Buffer[] = [];
const portOf = () => (listener.address() as AddressInfo).port;
let stub: StubServer;

beforeEach(async () => {
  heard.length = 0;
  asked.length = 0;
  names.clear();
  listener = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (data) => {
      heard.push(data);
      socket.destroy();
    });
  });
  await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
  stub = await startStub({ status: 200, body: "{}" });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((one) => one.close()));
  await new Promise((done) => listener.close(done));
  await stub.close();
});

describe("a request to an address that a tenant gave", () => {
  it.each([
    "http://api.vendor.example/",
    "https://127.0.0.1/",
    "https://127.1/",
    "https://0x7f.0.0.1/",
    "https://2130706433/",
    "https://0177.0.0.1/",
    "https://10.1.2.3/",
    "https://169.254.169.254/latest/meta-data",
    "https://100.64.0.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[fd00:ec2::254]/",
    "https://[64:ff9b::7f00:1]/",
    "https://localhost/",
    "https://db.internal/",
    "https://printer.local./",
    "https://sandi/",
    "https://user:secret@api.vendor.example/",
  ])("is not sent to %s", async (url) => {
    names.set("api.vendor.example", ["93.184.216.34"]);

    expect(await post(client(), url)).toEqual(refused);
  });

  it.each([
    ["a private address", ["10.0.0.7"]],
    ["the metadata of a cloud", ["169.254.169.254"]],
    ["this machine", ["127.0.0.1"]],
    ["this machine, in IPv6", ["::1"]],
    ["IPv4 in IPv6", ["::ffff:127.0.0.1"]],
    ["a carrier's NAT", ["100.64.1.1"]],
    ["unique local IPv6", ["fd12:3456::1"]],
    ["a public address and a private one", ["93.184.216.34", "192.168.0.1"]],
    ["nothing", []],
  ])("is not sent where its name stands for %s", async (_, addresses) => {
    names.set("api.vendor.example", addresses);
    const url = `https://api.vendor.example:${portOf()}/`;

    expect(await post(client(), url)).toEqual(refused);
    expect(heard).toEqual([]);
  });

  it("goes to the address that was checked, whatever the system says of the name", async () => {
    names.set("api.vendor.example", ["127.0.0.1"]);
    const result = await post(
      client({ allowsLoopback: true }),
      `https://api.vendor.example:${portOf()}/`,
    );

    expect(result.kind).toBe("not_sent");
    expect(heard).toHaveLength(1);
    expect(heard[0]?.toString("latin1")).toContain("api.vendor.example");
  });

  it("is checked anew each time: a name that turns private is not asked again", async () => {
    const http = client({ allowsLoopback: true });
    const url = `https://api.vendor.example:${portOf()}/`;
    names.set("api.vendor.example", ["127.0.0.1"]);
    await post(http, url);
    names.set("api.vendor.example", ["10.0.0.7"]);

    expect(await post(http, url)).toEqual(refused);
    expect(asked).toEqual(["api.vendor.example", "api.vendor.example"]);
    expect(heard).toHaveLength(1);
  });

  it("says nothing of the address in its reason when the name does not resolve", async () => {
    const fails = () => Promise.reject(Object.assign(new Error("x"), { code: "ENOTFOUND" }));

    expect(await post(client({ resolve: fails }), "https://s3cr3t.vendor.example/")).toEqual({
      kind: "not_sent",
      reason: "ENOTFOUND",
    });
  });

  it("is given up when the name does not resolve in time, and never sent later", async () => {
    let answer: (addresses: readonly ResolvedAddress[]) => void = () => undefined;
    const slow = () => new Promise<readonly ResolvedAddress[]>((done) => (answer = done));
    const http = client({ allowsLoopback: true, resolve: slow });
    const result = await http.request({
      method: "POST",
      url: `https://api.vendor.example:${portOf()}/`,
      headers: {},
      body: "late",
      timeoutMs: 30,
      isTenantsAddress: true,
    });
    answer([{ address: "127.0.0.1", family: 4 }]);

    expect(result).toEqual({ kind: "not_sent", reason: "time-out" });
  });

  it("reaches this machine only where tests allow it, and follows no redirect", async () => {
    stub.act = { status: 307, body: "", headers: { location: "http://10.0.0.1/" } };
    const allowed = await post(client({ allowsLoopback: true }), `${stub.url}/a`);

    expect(allowed).toMatchObject({ kind: "answered", status: 307 });
    expect(await post(client(), `${stub.url}/a`)).toEqual(refused);
    expect(stub.requests).toHaveLength(1);
  });
});

describe("a request to a tenant's address over https", () => {
  const host = "api.vendor.example";
  const known = selfSigned(host);
  let distrust: () => void;
  beforeAll(() => {
    distrust = trustCertificate(known.pem);
  });
  afterAll(() => distrust());

  /** A vendor with this certificate, as its name is found on this machine. */
  async function vendorWith(
    certificate: SelfSigned,
    act: StubServer["act"] = { status: 200, body: "ok" },
  ) {
    const vendor = await startStub(act, certificate);
    names.set(host, ["127.0.0.1"]);
    const url = `https://${host}:${new URL(vendor.url).port}`;
    const result = await post(client({ allowsLoopback: true }), `${url}/send`);
    await vendor.close();
    return { result, requests: vendor.requests, url };
  }

  it("arrives at the address that was checked, under the name that the tenant gave", async () => {
    const { result, requests, url } = await vendorWith(known);

    expect(result).toMatchObject({ kind: "answered", status: 200, body: "ok" });
    expect(requests).toMatchObject([
      { method: "POST", path: "/send", headers: { host: new URL(url).host }, body: "hello" },
    ]);
  });

  it("is not sent to a vendor whose certificate nobody trusts, or is another's", async () => {
    const untrusted = await vendorWith(selfSigned(host));
    names.set("other.vendor.example", ["127.0.0.1"]);
    const vendor = await startStub({ status: 200, body: "ok" }, known);
    const url = `https://other.vendor.example:${new URL(vendor.url).port}/send`;
    const another = await post(client({ allowsLoopback: true }), url);
    await vendor.close();

    expect(untrusted.result).toEqual({ kind: "not_sent", reason: "DEPTH_ZERO_SELF_SIGNED_CERT" });
    expect(another).toEqual({ kind: "not_sent", reason: "ERR_TLS_CERT_ALTNAME_INVALID" });
    expect([...untrusted.requests, ...vendor.requests]).toEqual([]);
  });

  it("follows no redirect, neither to this machine nor to a public address", async () => {
    for (const location of ["https://127.0.0.1/", "https://93.184.216.34/", "/elsewhere"]) {
      const act = { status: 308, body: "", headers: { location } };
      const { result, requests } = await vendorWith(known, act);

      expect(result).toMatchObject({ kind: "answered", status: 308 });
      expect(requests).toHaveLength(1);
    }
    expect(new Set(asked)).toEqual(new Set([host]));
  });
});

it("no tenant may give an address with a fragment, a password or another scheme", () => {
  const urls = ["https://a.example/#x", "https://u@a.example/", "ftp://a.example/", "file:///etc"];

  expect(urls.filter((url) => isTenantUrl(new URL(url), false))).toEqual([]);
  expect(isTenantUrl(new URL("https://a.example:8443/b?c=d"), false)).toBe(true);
});
