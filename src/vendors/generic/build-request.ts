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
  const { pathname, search } = new URL(url);
  return { url: `${baseUrl}${pathname}${search}` };
}

function fillUrl(template: string, variables: Variables): string {
  return fillText(template, variables, encodeURIComponent);
}

function withQuery(address: string, fields: readonly [string, string][]): string {
  const url = new URL(address);
  for (const [name, value] of fields) {
    url.searchParams.append(name, value);
  }
  return url.href;
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
