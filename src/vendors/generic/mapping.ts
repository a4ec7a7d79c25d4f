import { z } from "zod";
import type { PhraseKey } from "../../core/messages/phrases.js";
import { receiptStatuses } from "../../core/otp/status.js";

/** A text of a form, with the phrase that tells what form. */
function formed(form: RegExp, phrase: PhraseKey) {
  return z.string().refine((text) => form.test(text), { params: { phrase } });
}

const short = z.string().min(1).max(200);
const template = z.string().max(2_000);
const path = formed(/^[^\s.]{1,64}(?:\.[^\s.]{1,64}){0,9}$/, "mappingPath");
const headerName = formed(/^[a-z0-9-]{1,64}$/i, "mappingHeaderName");
const currency = formed(/^[A-Z]{3}$/, "mappingCurrency");
const fields = z.record(short, template);
const url = z.string().min(1).max(1_000);

const failureClass = z.enum([
  "RECIPIENT_PERMANENT",
  "RECIPIENT_TEMPORARY",
  "ROUTE_BLOCKED",
  "THROTTLED",
  "VENDOR_DOWN",
  "OUTCOME_UNKNOWN",
  "ACCOUNT",
  "CONTENT",
]);
const codes = z.record(short, failureClass);

const auth = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("basic"), username: template, password: template }),
  z.strictObject({ kind: z.literal("bearer"), token: template }),
  z.strictObject({ kind: z.literal("header"), name: headerName, value: template }),
  z.strictObject({ kind: z.literal("query"), name: short, value: template }),
]);

const body = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("json"), template: z.json() }),
  z.strictObject({ kind: z.literal("form"), fields }),
  z.strictObject({ kind: z.literal("xml"), template: z.string().min(1).max(8_000) }),
  z.strictObject({ kind: z.literal("none") }),
]);

const send = z.strictObject({
  url,
  method: z.enum(["POST", "GET"]).default("POST"),
  auth: auth.default({ kind: "none" }),
  query: fields.default({}),
  headers: z.record(headerName, template).default({}),
  body: body.default({ kind: "none" }),
  timeoutSec: z.number().int().min(1).max(30).default(10),
});

/** All of what is named has to hold; nothing named = any status from 200 to 299. */
const accepted = z
  .strictObject({
    status: z.array(z.number().int().min(200).max(299)).min(1).max(20).optional(),
    path: path.optional(),
    equals: z.array(z.string().max(200)).min(1).max(20).optional(),
  })
  .refine((one) => (one.path === undefined) === (one.equals === undefined), {
    params: { phrase: "mappingTogether", params: { members: "path, equals" } },
  });

const price = z
  .strictObject({
    path,
    currency: currency.optional(),
    currencyPath: path.optional(),
  })
  .refine((one) => (one.currency === undefined) !== (one.currencyPath === undefined), {
    params: { phrase: "mappingEither", params: { members: "currency, currencyPath" } },
  });

/** json, a form, or text cut at a separator: its pieces are 0, 1, 2 … */
const answerKind = z.enum(["json", "form", "text"]).default("json");

const answer = z.strictObject({
  kind: answerKind,
  separator: z.string().min(1).max(5).default("|"),
  accepted: accepted.default({}),
  idPath: path.optional(),
  idHeader: headerName.optional(),
  codePath: path.optional(),
  textPath: path.optional(),
  price: price.optional(),
});

const proof = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("hmac"),
    header: headerName,
    algorithm: z.enum(["sha1", "sha256", "sha512"]).default("sha256"),
    encoding: z.enum(["hex", "base64"]).default("hex"),
    prefix: z.string().max(40).default(""),
    signed: z.string().max(200).default("{body}"),
    timestampHeader: headerName.optional(),
  }),
  z.strictObject({ kind: z.literal("header"), name: headerName }),
  z.strictObject({ kind: z.literal("query"), name: short }),
  z.strictObject({ kind: z.literal("basic") }),
]);

const receipt = z.strictObject({
  proof,
  kind: z.enum(["json", "form", "query"]).default("json"),
  itemsPath: path.optional(),
  idPath: path.optional(),
  referencePath: path.optional(),
  partPath: path.optional(),
  statusPath: path,
  codePath: path.optional(),
  at: z
    .strictObject({
      path,
      offset: formed(/^[+-]\d\d:\d\d$/, "mappingOffset").optional(),
    })
    .optional(),
  price: price.optional(),
  statuses: z.record(short, z.enum(receiptStatuses)),
  codes: codes.default({}),
  answer: z
    .strictObject({
      status: z.number().int().min(200).max(299).default(200),
      contentType: z
        .string()
        .regex(/^[\w.+-]+\/[\w.+-]+$/)
        .default("application/json"),
      body: z.string().max(500).default("{}"),
    })
    .prefault({}),
});

const check = z.strictObject({
  url,
  method: z.enum(["POST", "GET"]).default("GET"),
  accepted: accepted.default({}),
});

/** What the mapping of an account looks like; README.md explains each member. */
export const mappingSchema = z.strictObject({
  send,
  answer: answer.prefault({}),
  codes: codes.default({}),
  receipt: receipt.optional(),
  check: check.optional(),
});

/** A mapping that was read: what is left out has its usual value. */
export type Mapping = z.output<typeof mappingSchema>;
/** How a callback proves that it is the vendor's. */
export type Proof = z.output<typeof proof>;
/** How receipts are read. */
export type ReceiptMapping = z.output<typeof receipt>;
/** When an answer says that all is well. */
export type AcceptedRule = z.output<typeof accepted>;
/** Where a price stands. */
export type PriceMapping = z.output<typeof price>;
/** How requests prove whose they are. */
export type AuthMapping = z.output<typeof auth>;
