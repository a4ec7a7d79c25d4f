import { Field, ID, Int, ObjectType } from "type-graphql";
import type { GuardKind, GuardMode } from "../../core/guard/guard-rule.js";
import { encodeId } from "../../core/ids.js";
import type { GuardRuleRow } from "../../manage/guard/ports.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { GuardKindEnum, GuardModeEnum } from "./guard-enums.js";

@ObjectType("GuardRule", {
  implements: Node,
  description: "A rule against pumping and other abuse; one that was never set only watches.",
})
export class GuardRuleType implements Node {
  @Field(() => ID, { description: "The rule's id." })
  id!: string;

  @Field(() => GuardKindEnum, { description: "What it looks at." })
  kind!: GuardKind;

  @Field(() => GuardModeEnum, { description: "What it does with what it finds." })
  mode!: GuardMode;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country that it is for; null for all that have no rule of their own.",
  })
  country!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "PREFIX_RATE: how many sends may pass per window; UNVERIFIED_RATE: the least " +
      "share of codes that have to be typed in, in percent; null for what is measured as usual.",
  })
  limit!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The window of PREFIX_RATE in seconds; null without a limit and for other kinds.",
  })
  windowSec!: number | null;

  @Field(() => Boolean, { description: "False when its mode is OFF." })
  enabled!: boolean;

  /** For the links. */
  uuid!: string;
}

/** A guard rule as the API shows it. */
export function toGuardRule(row: GuardRuleRow): GuardRuleType {
  const { id, kind, mode, country, limit, windowSec } = row;
  return instance(GuardRuleType, {
    ...{ kind, mode, country, limit, windowSec },
    id: encodeId("guardRule", id),
    enabled: mode !== "OFF",
    uuid: id,
  });
}
