import { GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { BadValue, type ScalarRule } from "./bad-value.js";

export interface TextScalarParts {
  readonly name: string;
  readonly description: string;
  readonly specifiedByURL: string;
  /** What may come in. */
  readonly pattern: RegExp;
  readonly rule: ScalarRule;
}

/** Makes a scalar that is text of one form; what goes out is trusted, what comes in is checked. */
export function textScalar(parts: TextScalarParts): GraphQLScalarType<string, string> {
  const { name, description, specifiedByURL, pattern, rule } = parts;
  function parse(value: unknown, node: ValueNode | null): string {
    if (typeof value !== "string" || !pattern.test(value)) {
      throw new BadValue(name, rule, node);
    }
    return value;
  }
  return new GraphQLScalarType<string, string>({
    name,
    description,
    specifiedByURL,
    serialize(value) {
      if (typeof value !== "string") {
        throw new TypeError(`a ${name} field must hold text`);
      }
      return value;
    },
    parseValue: (value) => parse(value, null),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null, node),
  });
}
