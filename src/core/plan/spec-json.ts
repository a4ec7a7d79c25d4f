import type { Autofill } from "../otp/autofill.js";
import { channels } from "../otp/status.js";
import {
  advanceTriggers,
  codeAlphabets,
  objectives,
  stepOrders,
  strategies,
  waitFors,
  type CodePolicy,
  type MessageTemplate,
  type PlanSpec,
  type PlanStep,
  type ResendPolicy,
  type StepVendor,
} from "./plan.js";

/** The stored form of a plan's specification: plain JSON with micro-units as decimal text. */
export type StoredSpec = Omit<PlanSpec, "maxCostPerSendMicros"> & {
  readonly maxCostPerSendMicros: string | null;
};

/**
 * Writes the stored form; members that are not part of a specification are dropped at every level.
 */
export function specToJson(spec: PlanSpec): StoredSpec {
  const json = { ...spec, maxCostPerSendMicros: spec.maxCostPerSendMicros?.toString() ?? null };
  // The reader names every member, so what passes it is exactly what will be read back.
  return { ...specFromJson(json), maxCostPerSendMicros: json.maxCostPerSendMicros };
}

/**
 * Reads the stored form. Throws on anything that `specToJson` does not write: a damaged row is a
 * bug.
 */
export function specFromJson(stored: unknown): PlanSpec {
  const spec = record(stored, "spec");
  return {
    steps: list(spec["steps"], "steps", readStep),
    code: readCode(spec["code"]),
    resend: readResend(spec["resend"]),
    maxCostPerSendMicros: nullable(spec["maxCostPerSendMicros"], "maxCostPerSendMicros", micros),
    maxAttempts: whole(spec["maxAttempts"], "maxAttempts"),
    deadlineSec: whole(spec["deadlineSec"], "deadlineSec"),
    countries: texts(spec["countries"], "countries"),
    objective: oneOf(objectives)(spec["objective"], "objective"),
    order: oneOf(stepOrders)(spec["order"], "order"),
    messages: list(spec["messages"], "messages", readMessage),
    ...(spec["messageLocale"] !== undefined && {
      messageLocale: text(spec["messageLocale"], "messageLocale"),
    }),
  };
}

function readStep(value: unknown, path: string): PlanStep {
  const step = record(value, path);
  return {
    channel: oneOf(channels)(step["channel"], `${path}.channel`),
    vendors: list(step["vendors"], `${path}.vendors`, readVendor),
    strategy: oneOf(strategies)(step["strategy"], `${path}.strategy`),
    advanceOn: list(step["advanceOn"], `${path}.advanceOn`, oneOf(advanceTriggers)),
    waitSec: nullable(step["waitSec"], `${path}.waitSec`, whole),
    waitFor: oneOf(waitFors)(step["waitFor"], `${path}.waitFor`),
    maxAttempts: whole(step["maxAttempts"], `${path}.maxAttempts`),
    countries: texts(step["countries"], `${path}.countries`),
  };
}

function readVendor(value: unknown, path: string): StepVendor {
  const vendor = record(value, path);
  return {
    vendor: text(vendor["vendor"], `${path}.vendor`),
    accountId: nullable(vendor["accountId"], `${path}.accountId`, text),
    weight: nullable(vendor["weight"], `${path}.weight`, finite),
  };
}

function readCode(value: unknown): CodePolicy {
  const code = record(value, "code");
  return {
    length: whole(code["length"], "code.length"),
    alphabet: oneOf(codeAlphabets)(code["alphabet"], "code.alphabet"),
    ttlSec: whole(code["ttlSec"], "code.ttlSec"),
    maxChecks: whole(code["maxChecks"], "code.maxChecks"),
    perAttempt: flag(code["perAttempt"], "code.perAttempt"),
    ...(code["autofill"] !== undefined && { autofill: readAutofill(code["autofill"]) }),
  };
}

function readAutofill(value: unknown): Autofill {
  const autofill = record(value, "code.autofill");
  const kind = oneOf(["app", "site"] as const)(autofill["kind"], "code.autofill.kind");
  return kind === "app"
    ? { kind, hash: text(autofill["hash"], "code.autofill.hash") }
    : { kind, domain: text(autofill["domain"], "code.autofill.domain") };
}

function readResend(value: unknown): ResendPolicy {
  const resend = record(value, "resend");
  return {
    maxResends: whole(resend["maxResends"], "resend.maxResends"),
    cooldownSec: whole(resend["cooldownSec"], "resend.cooldownSec"),
    switchVendor: flag(resend["switchVendor"], "resend.switchVendor"),
  };
}

function readMessage(value: unknown, path: string): MessageTemplate {
  const message = record(value, path);
  return {
    channel: oneOf(channels)(message["channel"], `${path}.channel`),
    locale: text(message["locale"], `${path}.locale`),
    subject: nullable(message["subject"], `${path}.subject`, text),
    accountId: nullable(message["accountId"], `${path}.accountId`, text),
    body: nullable(message["body"], `${path}.body`, text),
    vendorTemplateName: nullable(message["vendorTemplateName"], `${path}.vendorTemplateName`, text),
  };
}

type Read<T> = (value: unknown, path: string) => T;

function damaged(path: string, wanted: string): never {
  throw new TypeError(`a stored plan's ${path} must be ${wanted}`);
}

function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return damaged(path, "an object");
  }
  return value as Readonly<Record<string, unknown>>;
}

function list<T>(value: unknown, path: string, read: Read<T>): readonly T[] {
  if (!Array.isArray(value)) {
    return damaged(path, "a list");
  }
  return value.map((item, index) => read(item, `${path}.${index}`));
}

function texts(value: unknown, path: string): readonly string[] | null {
  return nullable(value, path, (items) => list(items, path, text));
}

function nullable<T>(value: unknown, path: string, read: Read<T>): T | null {
  return value === null ? null : read(value, path);
}

function text(value: unknown, path: string): string {
  return typeof value === "string" ? value : damaged(path, "text");
}

function flag(value: unknown, path: string): boolean {
  return typeof value === "boolean" ? value : damaged(path, "true or false");
}

function finite(value: unknown, path: string): number {
  return typeof value === "number" && Number.isFinite(value) ? value : damaged(path, "a number");
}

function whole(value: unknown, path: string): number {
  return Number.isSafeInteger(value) ? (value as number) : damaged(path, "a whole number");
}

function micros(value: unknown, path: string): bigint {
  return typeof value === "string" && /^\d{1,18}$/.test(value)
    ? BigInt(value)
    : damaged(path, "micro-units as text");
}

function oneOf<T extends string>(values: readonly T[]): Read<T> {
  return (value, path) =>
    values.find((known) => known === value) ?? damaged(path, values.join(" or "));
}
