import { Field, ID, Int, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type {
  Channel,
  FailureClass,
  SendStatus,
  VerificationStatus,
} from "../../core/otp/status.js";
import type { SendRow } from "../../flow/rows.js";
import { ChannelEnum } from "../channel.enum.js";
import { instance } from "../instance.js";
import { KeyValueType } from "../key-value.type.js";
import { Node } from "../node.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { FailureClassEnum, SendStatusEnum, VerificationStatusEnum } from "./send-enums.js";

@ObjectType("SkippedStep", { description: "A step of the plan that a send could not use." })
export class SkippedStepType {
  @Field(() => Int, { description: "The position of the step in the plan, from 1." })
  step!: number;

  @Field(() => ChannelEnum, { description: "The channel of the step." })
  channel!: Channel;

  @Field(() => String, { description: "Why the step could not be used." })
  reason!: string;
}

@ObjectType("Send", { implements: Node, description: "One verification of one recipient." })
export class SendType implements Node {
  @Field(() => ID, { description: "The send's id." })
  id!: string;

  @Field(() => String, { nullable: true, description: "The language of its messages." })
  locale!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the code is for; a new send for the same purpose replaces an open one.",
  })
  purpose!: string | null;

  @Field(() => String, { nullable: true, description: "The tenant's own name for the send." })
  externalId!: string | null;

  @Field(() => [KeyValueType], { description: "What the tenant attached to it." })
  metadata!: readonly KeyValueType[];

  @Field(() => SendStatusEnum, { description: "How far the send is." })
  status!: SendStatus;

  @Field(() => VerificationStatusEnum, { description: "Whether the code was typed in." })
  verification!: VerificationStatus;

  @Field(() => FailureClassEnum, {
    nullable: true,
    description: "The class of what went wrong last; null when nothing did.",
  })
  failureClass!: FailureClass | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the engine will act next; null when nothing is pending.",
  })
  nextStepAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "From when on the code may be asked for again; null when at once or never.",
  })
  resendAvailableAt!: Date | null;

  @Field(() => DateTimeScalar, { description: "When the send was accepted." })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When a vendor first took an attempt; null before.",
  })
  firstSubmittedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it arrived, or the right code was typed in without a receipt; null before.",
  })
  deliveredAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the right code was typed in; null before.",
  })
  verifiedAt!: Date | null;

  @Field(() => DateTimeScalar, { description: "When the code stops counting." })
  expiresAt!: Date;

  @Field(() => Int, {
    nullable: true,
    description: "Milliseconds from createdAt to deliveredAt; null before.",
  })
  timeToDeliverMs!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Milliseconds from createdAt to verifiedAt; null before.",
  })
  timeToVerifyMs!: number | null;

  @Field(() => Int, { description: "How often the code may still be asked for again." })
  resendsLeft!: number;

  @Field(() => Int, { description: "How many codes may still be tried." })
  checksLeft!: number;

  row!: SendRow;
}

/** A send as the API shows it. */
export function toSend(row: SendRow): SendType {
  const { locale, purpose, externalId, metadata, status, verification } = row;
  const { failureClass, nextStepAt, resendAvailableAt, createdAt } = row;
  const { firstSubmittedAt, deliveredAt, verifiedAt, expiresAt, resendsLeft, checksLeft } = row;
  return instance(SendType, {
    id: encodeId("send", row.id),
    ...{ locale, purpose, externalId, metadata, status, verification },
    ...{ failureClass, nextStepAt, resendAvailableAt, createdAt },
    ...{ firstSubmittedAt, deliveredAt, verifiedAt, expiresAt, resendsLeft, checksLeft },
    timeToDeliverMs: since(createdAt, deliveredAt),
    timeToVerifyMs: since(createdAt, verifiedAt),
    row,
  });
}

function since(start: Date, end: Date | null): number | null {
  return end === null ? null : Math.max(0, end.getTime() - start.getTime());
}
