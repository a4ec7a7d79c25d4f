import { type GraphQLError, type Token, TokenKind } from "graphql";
import type { MessageLocale } from "../core/errors.js";
import { BadValue } from "./scalars/bad-value.js";

/** What of a request's values is refused. */
export interface RefusedValue {
  /** From the variable or argument inwards, as other errors name it; null = not known. */
  readonly field: readonly string[] | null;
  readonly reason: string;
}

/** Which value graphql refuses by this error, and why; in English where the rule is graphql's. */
export function refusedValue(fault: GraphQLError, locale: MessageLocale): RefusedValue {
  const bad = [fault, fault.originalError].find((error) => error instanceof BadValue);
  const field = bad?.node ? placeOf(bad.node.loc?.startToken) : placeIn(fault);
  return bad === undefined || field === null
    ? { field, reason: fault.message }
    : { field, reason: `${field.join(".")} ${bad.rule[locale]}` };
}

/** The place that graphql names in its words about a variable, and nowhere else. */
function placeIn({ message, originalError }: GraphQLError): readonly string[] | null {
  const [, variable] = /^Variable "\$(\w+)" /.exec(message) ?? [];
  if (variable === undefined) {
    return null;
  }
  const why = originalError === undefined ? "" : `; ${originalError.message}`;
  const told = message.endsWith(why) ? message.slice(0, message.length - why.length) : message;
  const [, path = variable] = / at "([\w.[\]]+)"$/.exec(told) ?? [];
  return path.split(/[.[\]]+/).filter((name) => name !== "");
}

/** The names before a literal, out to the arguments that it belongs to; without places in lists. */
function placeOf(literal: Token | undefined): readonly string[] | null {
  const names: string[] = [];
  let depth = 0;
  // Only what stands before the literal, or before a list or object around it, is its name.
  let isWhole = true;
  for (let token = literal; token?.prev && token.kind !== TokenKind.PAREN_L; token = token.prev) {
    const { prev } = token;
    if (isWhole && prev.kind === TokenKind.COLON) {
      names.unshift(prev.prev?.value ?? "");
    }
    isWhole = depth === 0 && opening.has(prev.kind);
    depth += closing.has(prev.kind) ? 1 : opening.has(prev.kind) && depth > 0 ? -1 : 0;
  }
  return names.length === 0 ? null : names;
}

const opening: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L]);
const closing: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R]);
