import { undiciHttpClient } from "../../src/vendors/undici-http-client.js";
import type { HttpClient } from "../../src/vendors/http-client.js";
import { signerOf } from "../../src/vendors/sigv4.js";
import { startStub, type StubAct, type StubRequest } from "./stub-server.js";

/** The account that both sides use. */
export const awsCredentials = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  region: "eu-central-1",
};

/** What the SDK and what our adapter sent to one loopback recorder. */
export async function bothRequests(
  act: StubAct,
  sdk: (url: string) => Promise<unknown>,
  ours: (url: string, http: HttpClient) => Promise<unknown>,
): Promise<readonly [StubRequest, StubRequest]> {
  const stub = await startStub(act);
  const http = undiciHttpClient();
  try {
    await sdk(stub.url);
    await ours(stub.url, http);
    const [theirs, our, ...more] = stub.requests;
    if (theirs === undefined || our === undefined || more.length > 0) {
      throw new Error(`${stub.requests.length} requests instead of two`);
    }
    return [theirs, our];
  } finally {
    await http.close();
    await stub.close();
  }
}

/** What stands in `authorization` of a signed request. */
export interface AwsSignature {
  readonly credential: string;
  readonly names: readonly string[];
  readonly signature: string;
}

/** Reads a header of signature version 4. */
export function signatureOf({ headers }: StubRequest): AwsSignature {
  const [, credential = "", names = "", signature = ""] =
    /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? "",
    ) ?? [];
  return { credential, names: names.split(";"), signature };
}

/** The signature that our signer gives a request as it was sent, at the time that it names. */
export function signedAnew(request: StubRequest, service: string): AwsSignature {
  const { names } = signatureOf(request);
  const time = String(request.headers["x-amz-date"]);
  const at = time.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z");
  const chosen = names.map((name): [string, string] => [name, String(request.headers[name])]);
  const sign = signerOf(
    {
      method: request.method,
      path: request.path,
      headers: Object.fromEntries(chosen.filter(([name]) => name !== "x-amz-date")),
    },
    { ...awsCredentials, service },
  );
  const headers = sign(request.body, new Date(at));
  return signatureOf({ ...request, headers });
}

/**
 * Headers that the SDK sends and we do not, with the reason; all others are the same. Its own names
 * and counts of attempts say who asks and how often; the hash of the body is wanted by S3 only.
 */
export const sdkHeaders: readonly string[] = [
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "user-agent",
  "x-amz-content-sha256",
  "x-amz-user-agent",
];

/** What both have to agree on: everything but the host's port, the time and `sdkHeaders`. */
export function agreed({ method, path, headers, body }: StubRequest): object {
  const { credential } = signatureOf({ method, path, headers, body });
  const said = Object.entries(headers).filter(
    ([name]) => ![...sdkHeaders, "authorization", "connection", "content-length"].includes(name),
  );
  return { method, path, credential, headers: Object.fromEntries(said), body: JSON.parse(body) };
}
