import { GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { BadValue, type ScalarRule } from "./bad-value.js";

const pattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const name = "DateTime";
const rule: ScalarRule = {
  en: 'must be an RFC 3339 time such as "2026-11-22T03:04:05.678Z".',
  id: 'harus berupa waktu RFC 3339 seperti "2026-11-22T03:04:05.678Z".',
};

/**
 * A moment: UTC with milliseconds going out; any RFC 3339 offset, cut to milliseconds, coming in.
 */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name,
  description: 'A moment as RFC 3339, in UTC, with milliseconds: "2026-11-22T03:04:05.678Z".',
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc3339",
  serialize(value) {
    if (!(value instanceof Date)) {
      throw new TypeError("a DateTime field must hold a Date");
    }
    return value.toISOString();
  },
  parseValue: (value) => parse(value, null),
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : null, node),
});

function parse(value: unknown, node: ValueNode | null): Date {
  if (typeof value !== "string" || !pattern.test(value)) {
    throw new BadValue(name, rule, node);
  }
  const date = new Date(value);
  // JavaScript rolls 30 February over to March; the day that was written must be the day that is
  // meant.
  const dayEnds = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  if (
    Number.isNaN(date.getTime()) ||
    Number.isNaN(dayEnds.getTime()) ||
    dayEnds.toISOString().slice(0, 10) !== value.slice(0, 10)
  ) {
    throw new BadValue(name, rule, node);
  }
  return date;
}
