import { Field, Int, ObjectType } from "type-graphql";
import type { ListCheckRow } from "../../manage/lists/ports.js";
import { lookUpCostMax } from "../../manage/lists/estimate-list.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";

@ObjectType("ListLookUps", {
  description: "The look-ups of a list's check, in the currency that they were asked for in.",
})
export class ListLookUpsType {
  @Field(() => MoneyType, { description: "What one look-up is reckoned to cost at most." })
  priceEach!: MoneyType;

  @Field(() => MoneyType, {
    description: "The most that all of them may cost: no look-up starts that could exceed it.",
  })
  maxCost!: MoneyType;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many numbers are to be looked up: those that are valid, each once, and were not " +
      "looked up there within 7 days; null before the estimate is known.",
  })
  countMax!: number | null;

  @Field(() => MoneyType, {
    nullable: true,
    description:
      "The estimate: what all of them cost at most, never more than maxCost; null before it is " +
      "known.",
  })
  costMax!: MoneyType | null;

  @Field(() => Int, { description: "How many numbers a vendor was asked about so far." })
  askedCount!: number;

  @Field(() => MoneyType, {
    description: "What they cost so far: what was charged, and what may have been.",
  })
  cost!: MoneyType;

  accountId!: string;
}

/** Null = no look-ups were asked for. */
export function toListLookUps(row: ListCheckRow): ListLookUpsType | null {
  const { lookUp, estimate, lookedUp, spentMicros } = row;
  if (lookUp === null) {
    return null;
  }
  const money = (micros: bigint) => toMoney(micros, lookUp.currency);
  return instance(ListLookUpsType, {
    priceEach: money(lookUp.priceMicros),
    maxCost: money(lookUp.maxCostMicros),
    countMax: estimate?.lookUpsMax ?? null,
    costMax: estimate === null ? null : money(lookUpCostMax(estimate, lookUp)),
    askedCount: lookedUp,
    cost: money(spentMicros),
    accountId: lookUp.accountId,
  });
}
