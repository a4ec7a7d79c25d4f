import { Field, Int, ObjectType } from "type-graphql";
import type { MessageLocale } from "../../core/errors.js";
import { phraseWords } from "../../core/messages/phrases.js";
import { type RejectedRate, rejectionWords } from "../../core/rates/rate-row.js";
import { instance } from "../instance.js";

@ObjectType("RejectedRate", { description: "A line that was left out." })
export class RejectedRateType {
  @Field(() => Int, { description: "Where it begins in the sheet; the first line is 1." })
  line!: number;

  @Field(() => String, { description: "All that is wrong, in the language of Accept-Language." })
  reason!: string;
}

@ObjectType("RateWarning", {
  description: "What is to be known of lines that count all the same.",
})
export class RateWarningType {
  @Field(() => Int, { description: "The first such line." })
  line!: number;

  @Field(() => String, {
    description: "What it is and of how many lines, in the language of Accept-Language.",
  })
  reason!: string;
}

/** Lines of one answer at most. */
const shownMax = 1_000;

/** The first rejected lines in words. */
export function toRejected(
  rejected: readonly RejectedRate[],
  locale: MessageLocale,
): RejectedRateType[] {
  return rejected
    .slice(0, shownMax)
    .map((one) =>
      instance(RejectedRateType, { line: one.line, reason: rejectionWords(one, locale) }),
    );
}

/** Warnings in words. */
export function toWarnings(
  warnings: readonly RejectedRate[],
  locale: MessageLocale,
): RateWarningType[] {
  return warnings.map(({ line, reason }) =>
    instance(RateWarningType, { line, reason: phraseWords(reason, locale) }),
  );
}
