import { createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { HttpRequest } from "../../src/vendors/http-client.js";
import { undiciHttpClient, type ClosableHttpClient } from "../../src/vendors/undici-http-client.js";
import { startStub, type StubServer } from "./stub-server.js";

let stub: StubServer;
let http: ClosableHttpClient;

beforeEach(async () => {
  stub = await startStub({ status: 200, body: '{"a":1}', headers: { "x-one": "1" } });
  http = undiciHttpClient({ answerBytesMax: 10_000, connectionsMax: 2, connectTimeoutMs: 500 });
});

afterEach(async () => {
  await http.close();
  await stub.close();
});

function post(changes: Partial<HttpRequest> = {}) {
  return http.request({
    method: "POST",
    url: `${stub.url}/a/b?c=d`,
    headers: { "content-type": "text/plain" },
    body: "hello",
    timeoutMs: 2000,
    ...changes,
  });
}

describe("the HTTP client of the adapters", () => {
  it("hands over method, path, headers and body, and gives back the whole answer", async () => {
    const result = await post();

    expect(result).toMatchObject({ kind: "answered", status: 200, body: '{"a":1}' });
    expect(result).toMatchObject({ headers: { "x-one": "1" } });
    expect(stub.requests).toMatchObject([
      {
        method: "POST",
        path: "/a/b?c=d",
        headers: { "content-type": "text/plain" },
        body: "hello",
      },
    ]);
  });

  it("says not_sent when nobody listens", async () => {
    const { url } = stub;
    await stub.close();

    expect(await post({ url: `${url}/x` })).toEqual({ kind: "not_sent", reason: "ECONNREFUSED" });
    stub = await startStub("hang");
  });

  it("says not_sent when the name does not resolve or the address is none", async () => {
    expect(await post({ url: "http://nobody.invalid/x" })).toMatchObject({ kind: "not_sent" });
    expect(await post({ url: "gopher:what" })).toMatchObject({ kind: "not_sent" });
  });

  it("says not_sent for a request that got no connection in time, and never sends it", async () => {
    stub.act = "hang";
    const hanging = [post({ timeoutMs: 400 }), post({ timeoutMs: 400 })];
    const waiting = await post({ timeoutMs: 100, body: "late" });
    await Promise.all(hanging);
    stub.act = { status: 200, body: "{}" };
    await post();

    expect(waiting).toEqual({ kind: "not_sent", reason: "time-out" });
    expect(stub.requests.some((request) => request.body === "late")).toBe(false);
  });

  it("says no_answer when the answer does not come in time", async () => {
    stub.act = "hang";

    expect(await post({ timeoutMs: 50 })).toEqual({ kind: "no_answer", reason: "time-out" });
  });

  it("says no_answer when the connection ends after the request or within the answer", async () => {
    stub.act = "reset";
    expect(await post()).toMatchObject({ kind: "no_answer" });
    stub.act = "close_in_body";
    expect(await post()).toMatchObject({ kind: "no_answer" });
  });

  it("cuts an answer that is too long", async () => {
    stub.act = { status: 200, body: "x".repeat(50_000) };

    expect(await post()).toEqual({ kind: "no_answer", reason: "answer too large" });
  });

  it("does not follow redirects", async () => {
    stub.act = { status: 307, body: "", headers: { location: `${stub.url}/elsewhere` } };

    expect(await post()).toMatchObject({ kind: "answered", status: 307 });
    expect(stub.requests).toHaveLength(1);
  });

  it("keeps its connections between requests and never has more than it may", async () => {
    const connections = new Set<string>();
    const server = createServer((socket) => {
      connections.add(`${socket.remotePort}`);
      socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`;
    const results = await Promise.all(Array.from({ length: 50 }, () => post({ url })));
    await http.close();
    await new Promise((resolve) => server.close(resolve));

    expect(results.every((result) => result.kind === "answered")).toBe(true);
    expect(connections.size).toBeLessThanOrEqual(2);
  });

  it("never tells an address or a header in a reason", async () => {
    const secret = "s3cr3t-key";
    const headers = { authorization: `Bearer ${secret}` };
    const results = [
      await post({ url: `http://user:${secret}@nobody.invalid/?k=${secret}`, headers }),
      await post({ headers: { "bad header\n": secret } }),
      await post({ url: `http://127.0.0.1:1/?k=${secret}`, headers }),
    ];

    expect(results.map((result) => result.kind)).toEqual(["not_sent", "not_sent", "not_sent"]);
    expect(JSON.stringify(results)).not.toContain(secret);
  });
});
