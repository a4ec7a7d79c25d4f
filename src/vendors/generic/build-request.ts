import { basicAuth } from "../basic-auth.js";
import type { HttpRequest } from "../http-client.js";
import type { OpenAccount } from "../vendor.js";
import type { AuthMapping, Mapping } from "./mapping.js";
import { fillFields, fillJson, fillText, type Variables } from "./template.js";

type SendMapping = Mapping["send"];

/** The request that a mapping makes of one message. */
export function buildRequest(
  { send }: Mapping,
  variables: Variables,
  account: OpenAccount,
): HttpRequest {
  const { contentType, body } = bodyOf(send, variables);
  const headers = {
    ...Object.fromEntries(
      fillFields(send.headers, variables).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    ...authHeaders(send.auth, variables),
    ...(contentType === null ? {} : { "content-type": contentType }),
  };
  const url = withQuery(fillUrl(send.url, variables), [
    ...fillFields(send.query, variables),
    ...authQuery(send.auth, variables),
  ]);
  return {
    method: send.method,
    ...addressOf(url, account),
    headers,
    body,
    timeoutMs: send.timeoutSec * 1000,
  };
}

/**
 * The request of the account's check: nothing but address and authentication.
 */
export function buildCheck(
  mapping: Mapping,
  check: NonNullable<Mapping["check"]>,
  variables: Variables,
  account: OpenAccount,
): HttpRequest {
  const { auth } = mapping.send;
  const url = withQuery(fillUrl(check.url, variables), authQuery(auth, variables));
  return {
    method: check.method,
    ...addressOf(url, account),
    headers: authHeaders(auth, variables),
    body: null,
    timeoutMs: 5000,
  };
}

/** Where the operator has set an address, it takes the place of the tenant's host. */
function addressOf(
  url: string,
  { baseUrl }: OpenAccount,
): Pick<HttpRequest, "url" | "isTenantsAddress"> {
  if (baseUrl === "") {
    return { url, isTenantsAddress: true };
  }
  const pathAt = url.indexOf("/", "https://".length);
  return { url: baseUrl + (pathAt < 0 ? "/" : url.slice(pathAt)) };
}

const plainUrls = new Map<string, string>();
const plainUrlsMax = 1_000;

/** Addresses without placeholders are parsed once: that costs more than all the rest. */
function fillUrl(template: string, variables: Variables): string {
  const known = plainUrls.get(template);
  if (known !== undefined) {
    return known;
  }
  const url = new URL(fillText(template, variables, encodeURIComponent)).href;
  if (!template.includes("{{") && plainUrls.size < plainUrlsMax) {
    plainUrls.set(template, url);
  }
  return url;
}

/** Addresses of mappings have no fragment. */
function withQuery(url: string, fields: [string, string][]): string {
  return fields.length === 0
    ? url
    : `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams(fields).toString()}`;
}

function authHeaders(auth: AuthMapping, variables: Variables): Record<string, string> {
  switch (auth.kind) {
    case "basic":
      return {
        authorization: basicAuth(
          fillText(auth.username, variables),
          fillText(auth.password, variables),
        ),
      };
    case "bearer":
      return { authorization: `Bearer ${fillText(auth.token, variables)}` };
    case "header":
      return { [auth.name.toLowerCase()]: fillText(auth.value, variables) };
    case "none":
    case "query":
      return {};
  }
}

function authQuery(auth: AuthMapping, variables: Variables): [string, string][] {
  return auth.kind === "query" ? [[auth.name, fillText(auth.value, variables)]] : [];
}

function bodyOf(
  { body }: SendMapping,
  variables: Variables,
): { readonly contentType: string | null; readonly body: string | null } {
  switch (body.kind) {
    case "json":
      return {
        contentType: "application/json",
        body: JSON.stringify(fillJson(body.template, variables)),
      };
    case "form":
      return {
        contentType: "application/x-www-form-urlencoded",
        body: new URLSearchParams(fillFields(body.fields, variables)).toString(),
      };
    case "xml":
      return {
        contentType: "application/xml; charset=utf-8",
        body: fillText(body.template, variables, escapeXml),
      };
    case "none":
      return { contentType: null, body: null };
  }
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

function escapeXml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => entities[char] ?? "");
}
