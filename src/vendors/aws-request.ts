import type { HttpClient, HttpResult } from "./http-client.js";
import { readObject, textAt } from "./read-object.js";
import { type SigningScope, signedHeaders } from "./sigv4.js";
import type { OpenAccount } from "./vendor.js";
import { vendorAddress } from "./vendor-address.js";

/** A call to one of Amazon's services. */
export interface AwsCall {
  readonly method: "GET" | "POST";
  /** The first label of the service's host, and the name that requests to it are signed for. */
  readonly host: string;
  readonly service: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
}

/** Why a call to a region that does not exist is not sent. */
export const badRegion = "the region is none of AWS";

const regionPattern = /^[a-z]{2}(-[a-z]+){1,3}-[0-9]{1,2}$/;

/**
 * Signs a call with the account's `accessKeyId` and `secretAccessKey` for its `region`, and sends
 * it. Nothing is sent when the region is none.
 */
export async function awsRequest(
  call: AwsCall,
  account: OpenAccount,
  http: HttpClient,
): Promise<HttpResult> {
  const place = placeOf(call, account);
  if (place === null) {
    return { kind: "not_sent", reason: badRegion };
  }
  const { href, host, pathname, scope } = place;
  const { method, body, timeoutMs } = call;
  const headers = signedHeaders(
    { method, path: pathname, headers: { ...call.headers, host }, body: body ?? "" },
    scope,
    new Date(),
  );
  return http.request({ method, url: href, headers, body, timeoutMs });
}

/** Where calls of an account go, and what they are signed with. */
interface Place extends Pick<URL, "href" | "host" | "pathname"> {
  readonly path: string;
  readonly scope: SigningScope;
}

const places = new WeakMap<OpenAccount, Place>();

/** The same for most calls of an account, and kept with it; null = its region is none. */
function placeOf({ path, host: label, service }: AwsCall, account: OpenAccount): Place | null {
  const known = places.get(account);
  if (known?.path === path) {
    return known;
  }
  const { accessKeyId = "", secretAccessKey = "", region = "" } = account.credentials;
  if (!regionPattern.test(region)) {
    return null;
  }
  const zone = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const url = new URL(vendorAddress(account, `https://${label}.${region}.${zone}`) + path);
  const { href, host, pathname } = url;
  const scope = known?.scope ?? { accessKeyId, secretAccessKey, region, service };
  const place = { href, host, pathname, path, scope };
  places.set(account, place);
  return place;
}

/** What an answer of Amazon's that is no success says: the error's name, its reason and words. */
export interface AwsError {
  /** As in the SDK: `ThrottlingException`; null when the answer names none. */
  readonly name: string | null;
  /** `ConflictException` and others say more exactly why; null for those that do not. */
  readonly reason: string | null;
  readonly text: string | null;
}

/**
 * Reads an error in both of Amazon's JSON protocols: the name is in `x-amzn-errortype`, or in
 * `__type` or `code` of the body, with a namespace before `#` or an address after `:`.
 * Source: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html, "Operation error
 * serialization"
 */
export function awsErrorOf(headers: Readonly<Record<string, string>>, body: string): AwsError {
  const error = readObject(body);
  const said = headers["x-amzn-errortype"] ?? textAt(error, "__type") ?? textAt(error, "code");
  const name = /^(?:[^#]*#)?([A-Za-z][A-Za-z0-9]{0,99})(?::.*)?$/.exec(said ?? "")?.[1] ?? null;
  const reason = textAt(error, "Reason");
  return {
    name,
    reason: reason !== null && /^[A-Z][A-Z_]{0,99}$/.test(reason) ? reason : null,
    text: textAt(error, "message") ?? textAt(error, "Message"),
  };
}
