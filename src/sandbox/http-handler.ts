import type { IncomingMessage, ServerResponse } from "node:http";
import type { Books } from "./books.js";
import { isKeyOf, callbackSecretOf } from "./credentials.js";
import type { Faults } from "./faults.js";
import { invoiceCsv } from "./invoice.js";
import type { Inbox } from "./inbox.js";
import type { Schedule } from "./schedule.js";
import type { Users } from "./users.js";
import type { VendorApi } from "./vendor-api.js";
import type { VendorProfile } from "./vendor-profiles.js";
import { answer, refusal, type WireAnswer } from "./wire-message.js";

export interface HandlerParts {
  readonly vendors: ReadonlyMap<string, VendorProfile>;
  readonly api: VendorApi;
  readonly faults: Faults;
  readonly inbox: Inbox;
  readonly books: Books;
  readonly schedule: Schedule;
  /** null: the sandbox belongs to the process that opened it. */
  readonly users: Users | null;
  /** What `GET /vendors` shows. */
  readonly describeVendors: () => object[];
  /** Done before a change of faults is answered: doors are shut or open by then. */
  readonly settleFaults: () => Promise<void>;
  readonly log: (message: string) => void;
}

const bodyBytesMax = 64 * 1024;

/**
 * Answers one HTTP request of the sandbox: the vendors' API, and what people and tests ask of the
 * market.
 */
export async function handleRequest(
  parts: HandlerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    write(parts, response, await answerFor(parts, request));
  } catch (error) {
    parts.log(`sandbox request failed: ${error instanceof Error ? error.message : "unknown"}`);
    write(parts, response, refusal(500, "sandbox_bug", "the sandbox itself failed"));
  }
}

async function answerFor(parts: HandlerParts, request: IncomingMessage): Promise<WireAnswer> {
  if (!isLocalHost(request.headers.host)) {
    return refusal(403, "forbidden", "the Host header must name this machine");
  }
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const [first, vendor, action, ...rest] = url.pathname.split("/").slice(1);
  const method = request.method ?? "GET";
  if (first === "v" && vendor !== undefined && rest.length === 0) {
    const profile = parts.vendors.get(vendor);
    return profile === undefined
      ? notFound
      : vendorAnswer(parts, profile, request, `${method} ${action}`);
  }
  if (first === "users" && parts.users !== null && action === undefined) {
    return userAnswer(parts.users, method, vendor);
  }
  switch (`${method} ${url.pathname}`) {
    case "GET /":
      return answer(200, { sandbox: "pretend OTP vendors", paths: knownPaths });
    case "GET /vendors":
      return answer(200, parts.describeVendors());
    case "GET /inbox":
      return inboxAnswer(parts, url.searchParams.get("to"));
    case "GET /books":
      return booksAnswer(parts, url.searchParams.get("vendor"));
    case "GET /invoice":
      return invoiceAnswer(parts, url.searchParams);
    case "GET /faults":
      return answer(200, parts.faults.list());
    case "POST /faults":
      return addFault(parts, request);
    case "DELETE /faults": {
      const cleared = parts.faults.clear(url.searchParams.get("vendor") ?? undefined);
      await parts.settleFaults();
      return answer(200, { cleared });
    }
    default:
      return notFound;
  }
}

const knownPaths = [
  "GET /vendors",
  "GET /inbox?to=",
  "GET /books?vendor=",
  "GET /invoice?vendor=&account=&from=&to=",
  "GET /faults",
  "POST /faults",
  "DELETE /faults",
  "POST /v/<vendor>/messages",
  "GET /v/<vendor>/account",
];
const notFound = refusal(404, "not_found", `known paths: ${knownPaths.join(", ")}`);

function userAnswer(users: Users, method: string, id: string | undefined): WireAnswer {
  if (method === "POST" && id === undefined) {
    return users.join();
  }
  return method === "DELETE" && id !== undefined ? users.leave(id) : notFound;
}

async function vendorAnswer(
  parts: HandlerParts,
  profile: VendorProfile,
  request: IncomingMessage,
  action: string,
): Promise<WireAnswer> {
  const apiKey = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  if (!isKeyOf(profile.vendor, apiKey)) {
    return refusal(401, "unauthorized", "the API key is not known");
  }
  if (action === "GET account") {
    const { currency } = profile.unit;
    return answer(200, {
      vendor: profile.vendor,
      currency,
      callback_secret: callbackSecretOf(apiKey),
    });
  }
  if (action !== "POST messages") {
    return notFound;
  }
  const body = await readJson(request);
  return body.ok ? parts.api.take(profile, apiKey, body.value) : body.refusal;
}

function inboxAnswer(parts: HandlerParts, to: string | null): WireAnswer {
  if (to === null || !/[0-9@]/.test(to)) {
    return fieldRefusal("to", "must be a phone number or an e-mail address");
  }
  return answer(200, parts.inbox.at(to));
}

function booksAnswer(parts: HandlerParts, vendor: string | null): WireAnswer {
  if (vendor === null || !parts.vendors.has(vendor)) {
    return fieldRefusal("vendor", `must be one of ${[...parts.vendors.keys()].join(", ")}`);
  }
  return answer(200, parts.books.of(vendor));
}

/** The invoice of a vendor for one account, or for all of them, of a stretch of time. */
function invoiceAnswer(parts: HandlerParts, asked: URLSearchParams): WireAnswer {
  const vendor = asked.get("vendor");
  if (vendor === null || !parts.vendors.has(vendor)) {
    return fieldRefusal("vendor", `must be one of ${[...parts.vendors.keys()].join(", ")}`);
  }
  const range: (string | null)[] = [];
  for (const name of ["from", "to"]) {
    const text = asked.get(name);
    const at = text === null ? null : new Date(text);
    if (at !== null && Number.isNaN(at.getTime())) {
      return fieldRefusal(name, "must be a time like 2026-12-01T00:00:00Z");
    }
    range.push(at?.toISOString() ?? null);
  }
  const [from = null, to = null] = range;
  const account = asked.get("account");
  const entries = parts.books
    .entriesOf(vendor, from, to)
    .filter((entry) => account === null || entry.account === account);
  const body = invoiceCsv(entries);
  const headers = { "content-type": "text/csv; charset=utf-8" };
  return { kind: "answer", status: 200, body, headers, delayMs: 0 };
}

async function addFault(parts: HandlerParts, request: IncomingMessage): Promise<WireAnswer> {
  const body = await readJson(request);
  if (!body.ok) {
    return body.refusal;
  }
  const added = parts.faults.add(body.value);
  if (!added.ok) {
    return fieldRefusal(added.field, added.rule);
  }
  await parts.settleFaults();
  return answer(201, added.fault);
}

function fieldRefusal(field: string, rule: string): WireAnswer {
  return answer(400, {
    error: { code: "invalid_request", field, rule, message: `${field} ${rule}` },
  });
}

type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly refusal: WireAnswer };

async function readJson(request: IncomingMessage): Promise<JsonBody> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) {
      return { ok: false, refusal: fieldRefusal("body", `must be at most ${bodyBytesMax} bytes`) };
    }
    chunks.push(chunk);
  }
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
  } catch {
    return { ok: false, refusal: fieldRefusal("body", "must be JSON") };
  }
}

function write(parts: HandlerParts, response: ServerResponse, answered: WireAnswer): void {
  switch (answered.kind) {
    case "hang":
      return;
    case "reset":
      response.socket?.resetAndDestroy();
      return;
    case "stay":
      response.once("close", answered.onClose);
      response.writeHead(200, { "content-type": "application/json" }).write(`${answered.line}\n`);
      return;
    case "answer": {
      const send = () => {
        const headers = { "content-type": "application/json", ...answered.headers };
        response.writeHead(answered.status, headers).end(answered.body);
      };
      if (answered.delayMs > 0) {
        parts.schedule.after(answered.delayMs, send);
      } else {
        send();
      }
    }
  }
}

// A page in a browser that re-binds its own name to this machine sends that name.
function isLocalHost(host: string | undefined): boolean {
  return /^(127(\.[0-9]{1,3}){3}|localhost)(:[0-9]+)?$/.test(host ?? "");
}
