import type { StubRequest } from "./stub-server.js";

/**
 * Every text that a request carries, decoded: path and query, and the body as it is, as JSON, as a
 * form, as XML or in parts.
 */
export function sentTexts({ path, headers, body }: StubRequest): string[] {
  const url = new URL(path, "http://stand.in");
  const type = headers["content-type"] ?? "";
  return [
    decodeURIComponent(url.pathname),
    ...url.searchParams.values(),
    body,
    ...(type.includes("json") ? jsonTexts(body) : []),
    ...(type.includes("x-www-form-urlencoded") ? new URLSearchParams(body).values() : []),
    ...(type.includes("xml") ? xmlTexts(body) : []),
  ].flatMap((text) => [text, ...(text.startsWith("http") ? queryOf(text) : [])]);
}

/** Strings of JSON, and of JSON in strings. */
function jsonTexts(body: string): string[] {
  const texts: string[] = [];
  JSON.parse(body, (_, value: unknown) => {
    if (typeof value === "string" || typeof value === "number") {
      texts.push(String(value));
    }
    return value;
  });
  return texts;
}

function xmlTexts(body: string): string[] {
  const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" } as const;
  const decoded = (text: string) =>
    text
      .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
      .replace(/&#([0-9]+);/g, (_, number: string) => String.fromCodePoint(Number(number)))
      .replace(/&(lt|gt|quot|apos|amp);/g, (_, name: keyof typeof entities) => entities[name]);
  return [...body.matchAll(/>([^<]+)<|="([^"]*)"/g)].map((one) => decoded(one[1] ?? one[2] ?? ""));
}

function queryOf(address: string): string[] {
  return URL.canParse(address) ? [...new URL(address).searchParams.values()] : [];
}
