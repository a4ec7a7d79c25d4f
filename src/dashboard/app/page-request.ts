import type { Auth } from "./auth.js";

/** What only a page of this server can send; the cookie counts only with it. */
export const pageHeaders = { "x-sandi-page": "1" } as const;

/** Headers by which the server knows who asks, and in which language to answer. */
export function headersFor(auth: Auth, language: string): Record<string, string> {
  const who = auth.kind === "key" ? { authorization: `Bearer ${auth.secret}` } : pageHeaders;
  return { ...who, "accept-language": language };
}

export interface PageRequest {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks one of the few doors beside GraphQL. */
export function askPage(path: string, init: PageRequest = {}): Promise<Response> {
  return fetch(path, { ...init, headers: { ...pageHeaders, ...init.headers } });
}
