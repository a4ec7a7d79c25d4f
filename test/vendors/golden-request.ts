import { undiciHttpClient } from "../../src/vendors/undici-http-client.js";
import type { HttpClient } from "../../src/vendors/http-client.js";
import { startStub, type StubAct, type StubRequest } from "./stub-server.js";

/** A request, read: what a vendor's SDK and our adapter have to agree on. */
export interface GoldenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  /** JSON as a value, a form by its names; null = there is none. */
  readonly body: unknown;
}

/** What one call sends to a loopback recorder that answers with `act`; exactly one request. */
export async function recorded(
  act: StubAct,
  call: (url: string, http: HttpClient) => Promise<unknown>,
): Promise<GoldenRequest> {
  const stub = await startStub(act);
  const http = undiciHttpClient();
  try {
    await call(stub.url, http);
    const [request, ...more] = stub.requests;
    if (request === undefined || more.length > 0) {
      throw new Error(`${stub.requests.length} requests instead of one`);
    }
    return readRequest(request);
  } finally {
    await http.close();
    await stub.close();
  }
}

function readRequest({ method, path, headers, body }: StubRequest): GoldenRequest {
  const url = new URL(path, "http://recorder");
  const contentType = headers["content-type"]?.split(";")[0];
  return {
    method,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    authorization: headers.authorization,
    contentType,
    body: body === "" ? null : readBody(contentType, body),
  };
}

function readBody(contentType: string | undefined, body: string): unknown {
  return contentType === "application/x-www-form-urlencoded"
    ? Object.fromEntries(new URLSearchParams(body))
    : (JSON.parse(body) as unknown);
}
