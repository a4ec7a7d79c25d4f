import { Field, Float, Int, ObjectType } from "type-graphql";
import type { DeliveryFigures } from "../../reports/delivery-report.js";
import type { ReportRequest } from "../../reports/report-request.js";
import { instance } from "../instance.js";
import { KeyValueType } from "../key-value.type.js";
import { ReportRangeType } from "./report-range.type.js";

@ObjectType("DeliveryReport", {
  description:
    "What became of sends. A send belongs, with all that ever comes of it, to the moment it was " +
    "accepted, on the tenant's calendar as it is now.",
})
export class DeliveryReportType {
  @Field(() => ReportRangeType, { description: "The stretch of time that it is about." })
  range!: ReportRangeType;

  request!: ReportRequest;
}

@ObjectType("DeliveryReportRow", {
  description:
    "What became of the sends of one row. By channel or vendor, or filtered by them, a row holds " +
    "the sends that made an attempt there (an empty value: that made none), delivered and " +
    "verified are what those attempts did, and all else is about these sends as a whole. So a " +
    "send may be in several rows, and rows do not add up to the total.",
})
export class DeliveryReportRowType {
  @Field(() => [KeyValueType], {
    description:
      "The row's value for each dimension of groupBy, in that order; empty for the total.",
  })
  key!: readonly KeyValueType[];

  @Field(() => Int, { description: "Requests for a code: sends, and resends that were granted." })
  requestCount!: number;

  @Field(() => Int, {
    description:
      "Distinct recipients, exact: phone numbers, and e-mail addresses of sends without a number.",
  })
  uniqueRecipientCount!: number;

  @Field(() => Int, { description: "Sends, blocked and canceled ones included." })
  sendCount!: number;

  @Field(() => Int, {
    description: "Sends that arrived: by a receipt, or because the right code was typed in.",
  })
  deliveredCount!: number;

  @Field(() => Int, { description: "Sends whose right code was typed in, in time." })
  verifiedCount!: number;

  @Field(() => Int, { description: "Sends that failed." })
  failedCount!: number;

  @Field(() => Int, { description: "Sends that were blocked before any attempt." })
  blockedCount!: number;

  @Field(() => Int, { description: "Resends of these sends." })
  resendCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: "Delivered sends / sends, from 0 to 1; null without sends.",
  })
  sendDeliveryRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Verified sends / sends, from 0 to 1; null without sends.",
  })
  successRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Requests for a code per unique recipient; null without recipients.",
  })
  engagementRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of sends in which a step tried another vendor by itself, from 0 to 1; null without " +
      "sends.",
  })
  autoSwitchRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of sends in which another step began by itself, from 0 to 1; null without sends.",
  })
  failoverRate!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Median milliseconds from acceptance to delivery; by channel or vendor from the attempt's " +
      "submission. Null when nothing was delivered.",
  })
  timeToDeliverMsP50!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The same time that 95 % of the deliveries did not take longer than.",
  })
  timeToDeliverMsP95!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Median milliseconds from acceptance to the right code; null when nothing was verified.",
  })
  timeToVerifyMsP50!: number | null;
}

/** A row as the API shows it; without key the total. */
export function toDeliveryReportRow(
  figures: DeliveryFigures,
  key: readonly KeyValueType[] = [],
): DeliveryReportRowType {
  return instance(DeliveryReportRowType, { key, ...figures });
}
