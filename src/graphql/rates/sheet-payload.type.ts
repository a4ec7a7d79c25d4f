import { Field, Int, ObjectType } from "type-graphql";
import type { MessageLocale } from "../../core/errors.js";
import type { RejectedRate } from "../../core/rates/rate-row.js";
import { RateWarningType, RejectedRateType, toRejected, toWarnings } from "./rejected-rate.type.js";

/** What every import of a table tells of its lines. */
@ObjectType()
export class SheetPayload {
  @Field(() => Int, { nullable: true, description: "How many lines were left out." })
  rejectedCount!: number | null;

  @Field(() => [RejectedRateType], {
    description: "The lines that were left out, the first 1,000 of them.",
  })
  rejected!: RejectedRateType[];

  @Field(() => [RateWarningType], {
    description:
      "What is to be known of lines that count all the same, such as that they begin in the past " +
      "or that their currency has no exchange rate.",
  })
  warnings!: RateWarningType[];
}

interface SheetLines {
  readonly rejected: readonly RejectedRate[];
  readonly warnings: readonly RejectedRate[];
}

/** The same of an outcome; null = the table could not be read. */
export function sheetLines(outcome: SheetLines | null, locale: MessageLocale) {
  return {
    rejectedCount: outcome?.rejected.length ?? null,
    rejected: toRejected(outcome?.rejected ?? [], locale),
    warnings: toWarnings(outcome?.warnings ?? [], locale),
  };
}
