import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/**
 * Makes the log: one JSON object per line. Codes, recipients, secrets and headers that carry them
 * are removed by name at any depth, and what looks like a number, an e-mail address or a key of
 * ours is masked in every text, also in error messages.
 *
 * @param destination null: standard output
 */
export function createLog(level: string, destination: DestinationStream | null = null): Log {
  const options = {
    level,
    base: null,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (entry: Record<string, unknown>) => scrub(entry, 0) as Record<string, unknown>,
    },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: {
      err: describeError,
      error: describeError,
      req: describeRequest,
      res: (reply: { statusCode?: number }) => ({ statusCode: reply.statusCode }),
    },
    hooks: {
      logMethod(this: Logger, args: Parameters<pino.LogFn>, method: pino.LogFn) {
        const masked = args.map((arg) => (typeof arg === "string" ? maskText(arg) : arg));
        method.apply(this, masked as Parameters<pino.LogFn>);
      },
    },
  };
  return destination === null ? pino(options) : pino(options, destination);
}

/** Masks phone numbers, e-mail addresses, credentials in URLs, and keys and tokens of ours. */
function maskText(text: string): string {
  return text
    .replace(/(?:\+|%2B)\d[\d\s()-]{5,18}\d/gi, "[number]")
    .replace(/(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g, "[address]")
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, "$1 [secret]")
    .replace(/:\/\/[^/\s:@]+:[^/\s@]+@/g, "://[secret]@")
    .replace(/\bsandi_[A-Za-z0-9_-]{8,}/g, "[secret]");
}

const removed = "[removed]";
const depthMax = 8;

// Names in lower case without separators, so that apiKey, api_key and x-api-key are one.
const wholeNames = /^(code|otp|text|to|recipient|phone|phonenumber|number|msisdn|email|address)$/;
const partsOfNames =
  /secret|password|authorization|cookie|token|apikey|credential|signature|idempotencykey/;

function scrub(value: unknown, depth: number): unknown {
  if (typeof value === "string") {
    return maskText(value);
  }
  if (typeof value === "bigint") {
    return value.toString();
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (depth >= depthMax || Buffer.isBuffer(value)) {
    return removed;
  }
  if (Array.isArray(value)) {
    return value.map((item) => scrub(item, depth + 1));
  }
  // Errors, requests and other objects with a class go to their serializers.
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, scrubNamed(name, item, depth)]),
  );
}

function scrubNamed(name: string, item: unknown, depth: number): unknown {
  const isFact = item === null || item === undefined || typeof item === "boolean";
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  const isSecret = wholeNames.test(plain) || partsOfNames.test(plain);
  return isSecret && !isFact ? removed : scrub(item, depth + 1);
}

/** Only what helps: other properties of an error (of a database, of undici) carry values. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) {
    return scrub(error, 0);
  }
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    type: error.name,
    message: maskText(error.message),
    // An error's code is its class (a SQLSTATE, ECONNREFUSED), never a one-time password.
    ...(typeof code === "string" && /^[A-Z0-9_]{5,}$/.test(code) ? { errorCode: code } : {}),
    stack: maskText(error.stack ?? ""),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}

/** Queries of a URL may hold numbers and tokens. */
function describeRequest(request: { method?: string; url?: string }): unknown {
  return { method: request.method, path: maskText(request.url?.split("?")[0] ?? "") };
}
