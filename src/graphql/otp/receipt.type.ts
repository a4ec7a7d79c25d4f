import { Field, Int, ObjectType } from "type-graphql";
import type { ReceiptStatus } from "../../core/otp/status.js";
import type { ReceiptRow } from "../../flow/rows.js";
import { instance } from "../instance.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { ReceiptStatusEnum } from "./send-enums.js";

@ObjectType("Receipt", { description: "What a vendor reported later about one attempt." })
export class ReceiptType {
  @Field(() => DateTimeScalar, { description: "When it happened, by the vendor's clock." })
  at!: Date;

  @Field(() => DateTimeScalar, { description: "When the report reached us." })
  receivedAt!: Date;

  @Field(() => ReceiptStatusEnum, { description: "What the report says, in our words." })
  status!: ReceiptStatus;

  @Field(() => String, { description: "What the report says, in the vendor's word." })
  vendorStatus!: string;

  @Field(() => String, {
    nullable: true,
    description: "The vendor's code for the reason; null when it gives none.",
  })
  vendorCode!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Which part of the message, from 1; null when it is about all of it.",
  })
  part!: number | null;

  @Field(() => Boolean, { description: "True when it changed the attempt's status." })
  applied!: boolean;
}

/** A receipt as the API shows it. */
export function toReceipt(row: ReceiptRow): ReceiptType {
  const { at, receivedAt, status, vendorStatus, vendorCode, part, applied } = row;
  return instance(ReceiptType, {
    ...{ at, receivedAt, status, vendorStatus, vendorCode, part, applied },
  });
}
