import { Field, ID, Int, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type { ImportRow } from "../../manage/rates/ports.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";

@ObjectType("RateSheetImport", {
  implements: Node,
  description: "A rate sheet that was imported; counts are of offers.",
})
export class RateSheetImportType implements Node {
  @Field(() => ID, { description: "The import's id." })
  id!: string;

  @Field(() => DateTimeScalar, { description: "When it was imported." })
  at!: Date;

  @Field(() => String, { description: "The name of the key, or the command, that imported it." })
  by!: string;

  @Field(() => Int, { description: "New offers." })
  added!: number;

  @Field(() => Int, { description: "Offers with another price, now or to come, or other terms." })
  changed!: number;

  @Field(() => Int, { description: "Offers that were as the sheet says already." })
  unchanged!: number;

  @Field(() => Int, { description: "Offers that REPLACE took off the market." })
  withdrawn!: number;

  @Field(() => Int, { description: "How many lines were left out." })
  rejectedCount!: number;

  vendorId!: string;
}

/** An import as the API shows it. */
export function toRateSheetImport(row: ImportRow): RateSheetImportType {
  const { at, by, added, changed, unchanged, withdrawn, rejectedCount, vendorId } = row;
  const counts = { added, changed, unchanged, withdrawn, rejectedCount };
  const id = encodeId("rateSheetImport", row.id);
  return instance(RateSheetImportType, { id, at, by, ...counts, vendorId });
}
