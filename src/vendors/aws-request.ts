import { regionPattern } from "./aws-region.js";
import type { HttpClient, HttpResult } from "./http-client.js";
import { readObject, textAt } from "./read-object.js";
import { type Signer, signerOf } from "./sigv4.js";
import type { OpenAccount } from "./vendor.js";
import { vendorAddress } from "./vendor-address.js";

/** An operation of one of Amazon's services. */
export interface AwsOperation {
  readonly method: "GET" | "POST";
  /** The first label of the service's host. */
  readonly host: string;
  /** The name that requests to it are signed for. */
  readonly service: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** One call of an operation; nothing is sent when the account's region is none. */
export type AwsCall = (
  body: string | null,
  account: OpenAccount,
  http: HttpClient,
) => Promise<HttpResult>;

/** Why a call to a region that does not exist is not sent. */
export const badRegion = "the region is none of AWS";

/**
 * Calls of an operation, signed with the account's `accessKeyId` and `secretAccessKey` for its
 * `region`. To be made once for each operation: what is the same for all calls of an account is
 * kept with the account.
 */
export function awsCall(operation: AwsOperation): AwsCall {
  const places = new WeakMap<OpenAccount, Place>();
  const { method, timeoutMs } = operation;
  return (body, account, http) => {
    let place = places.get(account) ?? null;
    if (place === null) {
      place = placeOf(operation, account);
      if (place === null) {
        return Promise.resolve({ kind: "not_sent", reason: badRegion });
      }
      places.set(account, place);
    }
    const headers = place.sign(body ?? "", new Date());
    return http.request({ method, url: place.url, headers, body, timeoutMs });
  };
}

/** Where calls of an account go, and who signs them. */
interface Place {
  readonly url: string;
  readonly sign: Signer;
}

/** Null = the account's region is none. */
function placeOf(operation: AwsOperation, account: OpenAccount): Place | null {
  const { accessKeyId = "", secretAccessKey = "", region = "" } = account.credentials;
  if (!regionPattern.test(region)) {
    return null;
  }
  const { method, service } = operation;
  const zone = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  const own = `https://${operation.host}.${region}.${zone}`;
  const url = new URL(vendorAddress(account, own) + operation.path);
  const sign = signerOf(
    { method, path: url.pathname, headers: { ...operation.headers, host: url.host } },
    { accessKeyId, secretAccessKey, region, service },
  );
  return { url: url.href, sign };
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
