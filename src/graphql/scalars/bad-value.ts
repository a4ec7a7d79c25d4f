import { GraphQLError, type ValueNode } from "graphql";
import type { MessageLocale } from "../../core/errors.js";

/** What a scalar takes, beginning with "must be". */
export type ScalarRule = Readonly<Record<MessageLocale, string>>;

/** A value that a scalar of ours does not take. */
export class BadValue extends GraphQLError {
  /** @param node where a literal stands in the document; null = it came in a variable */
  constructor(
    scalar: string,
    readonly rule: ScalarRule,
    readonly node: ValueNode | null,
  ) {
    super(`${scalar} ${rule.en}`, node === null ? {} : { nodes: node });
  }
}
