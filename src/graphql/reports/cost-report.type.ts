import { Field, Int, ObjectType } from "type-graphql";
import { divideHalfEven } from "../../core/money.js";
import type { CostFigures } from "../../reports/cost-report.js";
import type { ReportDimension, ReportRequest } from "../../reports/report-request.js";
import { instance } from "../instance.js";
import { KeyValueType } from "../key-value.type.js";
import { MoneyType, toMoney } from "../money.type.js";
import { ReportRangeType } from "./report-range.type.js";

@ObjectType("CostReport", {
  description:
    "What attempts cost. An attempt belongs, with all that ever comes of it, to the moment its " +
    "hold was taken, on the tenant's calendar as it is now.",
})
export class CostReportType {
  @Field(() => ReportRangeType, { description: "The stretch of time that it is about." })
  range!: ReportRangeType;

  request!: ReportRequest;
}

@ObjectType("CostReportRow", {
  description:
    "What the attempts of one row cost. Money adds up over the rows to the total, to the " +
    "micro-unit; counts of sends are distinct, so a send with attempts in two rows is in both.",
})
export class CostReportRowType {
  @Field(() => [KeyValueType], {
    description:
      "The row's value for each dimension of groupBy, in that order; empty for the total.",
  })
  key!: readonly KeyValueType[];

  @Field(() => Int, { description: "Distinct sends with an attempt here." })
  sendCount!: number;

  @Field(() => Int, { description: "Attempts." })
  attemptCount!: number;

  @Field(() => Int, { description: "Message parts of the attempts." })
  partCount!: number;

  @Field(() => Int, {
    description:
      "Distinct sends that an attempt here reached: it was delivered, or its code was typed in.",
  })
  deliveredCount!: number;

  @Field(() => Int, {
    description: "Sends that were verified by the code of an attempt here; each is in one row.",
  })
  verifiedCount!: number;

  @Field(() => MoneyType, {
    description: "What the attempts cost: what was charged, and what may have been (maybe).",
  })
  cost!: MoneyType;

  @Field(() => MoneyType, { description: "What is still reserved for them; not in cost." })
  held!: MoneyType;

  @Field(() => MoneyType, {
    description: "The part of cost of which no vendor has said whether it is charged.",
  })
  maybe!: MoneyType;

  @Field(() => MoneyType, {
    description:
      "The part of cost of attempts that arrived although an earlier attempt of their send " +
      "arrived, too.",
  })
  duplicateCost!: MoneyType;

  @Field(() => MoneyType, {
    description: "The part of cost charged for attempts that were neither delivered nor verified.",
  })
  wasted!: MoneyType;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "Cost divided by verifiedCount, rounded to the micro-unit; null when none is verified.",
  })
  costPerVerified!: MoneyType | null;
}

/** The values of a row's dimensions. */
export function toKey(
  groupBy: readonly ReportDimension[],
  names: readonly string[],
): readonly KeyValueType[] {
  return groupBy.map((key, index) => instance(KeyValueType, { key, value: names[index] ?? "" }));
}

/** A row as the API shows it; without names the total. */
export function toCostReportRow(
  figures: CostFigures,
  key: readonly KeyValueType[],
  currency: string,
): CostReportRowType {
  const { sendCount, attemptCount, partCount, deliveredCount, verifiedCount } = figures;
  const money = (micros: bigint) => toMoney(micros, currency);
  return instance(CostReportRowType, {
    key,
    ...{ sendCount, attemptCount, partCount, deliveredCount, verifiedCount },
    cost: money(figures.costMicros),
    held: money(figures.heldMicros),
    maybe: money(figures.maybeMicros),
    duplicateCost: money(figures.duplicateMicros),
    wasted: money(figures.wastedMicros),
    costPerVerified:
      verifiedCount === 0 ? null : money(divideHalfEven(figures.costMicros, BigInt(verifiedCount))),
  });
}
