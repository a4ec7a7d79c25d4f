import type { z } from "zod";
import type { PhraseFact } from "../../core/messages/phrases.js";
import { readJson } from "../read-object.js";
import type { OpenAccount } from "../vendor.js";
import { type Mapping, mappingSchema } from "./mapping.js";

/** What is wrong with a mapping, and at which of its members; "" = the whole. */
export interface MappingProblem {
  readonly place: string;
  readonly reason: PhraseFact;
}

/** A mapping, or all that its form breaks. */
export type ReadMapping =
  | { readonly ok: true; readonly mapping: Mapping }
  | { readonly ok: false; readonly problems: readonly MappingProblem[] };

/** Reads a mapping from JSON. Its form alone is checked; see check-mapping.ts for the rest. */
export function readMapping(text: string): ReadMapping {
  const value = readJson(text);
  if (value === undefined) {
    return { ok: false, problems: [{ place: "", reason: { phrase: "mappingJson" } }] };
  }
  const parsed = mappingSchema.safeParse(value, { reportInput: true });
  return parsed.success
    ? { ok: true, mapping: parsed.data }
    : { ok: false, problems: parsed.error.issues.slice(0, 20).map(toProblem) };
}

const known = new WeakMap<OpenAccount, Mapping>();

/** The mapping of an account, read once; null where none can be read. */
export function mappingOf(account: OpenAccount): Mapping | null {
  const before = known.get(account);
  if (before !== undefined) {
    return before;
  }
  const read = readMapping(account.credentials["mapping"] ?? "");
  if (!read.ok) {
    return null;
  }
  known.set(account, read.mapping);
  return read.mapping;
}

type Issue = z.core.$ZodIssue;

function toProblem(issue: Issue): MappingProblem {
  return { place: issue.path.map(String).join("."), reason: reasonOf(issue) };
}

function reasonOf(issue: Issue): PhraseFact {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? { phrase: "mappingMissing" }
        : { phrase: "mappingType", params: { wanted: issue.expected } };
    case "unrecognized_keys":
      return { phrase: "mappingUnknown", params: { members: issue.keys.join(", ").slice(0, 100) } };
    case "invalid_value":
      return { phrase: "mappingChoice", params: { choices: issue.values.join(", ") } };
    case "too_big":
      return { phrase: "mappingTooBig", params: { max: String(issue.maximum) } };
    case "too_small":
      return { phrase: "mappingTooSmall", params: { min: String(issue.minimum) } };
    case "custom":
      return (issue.params as PhraseFact | undefined) ?? { phrase: "mappingForm" };
    case "invalid_union":
      return issue.input === undefined ? { phrase: "mappingMissing" } : { phrase: "mappingKind" };
    case "invalid_key": {
      const [first] = issue.issues;
      return first === undefined ? { phrase: "mappingForm" } : reasonOf(first);
    }
    case "invalid_format":
    case "not_multiple_of":
    case "invalid_element":
      return { phrase: "mappingForm" };
  }
}
