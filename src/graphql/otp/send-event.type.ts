import { Field, ID, Int, ObjectType } from "type-graphql";
import { eventCursor } from "../../core/cursor.js";
import type { MessageLocale } from "../../core/errors.js";
import { encodeId } from "../../core/ids.js";
import { eventText } from "../../core/messages/event-texts.js";
import type {
  AttemptStatus,
  Channel,
  FailureClass,
  SendStatus,
  VerificationStatus,
} from "../../core/otp/status.js";
import type { EventRow, SendEventType as EventKind } from "../../flow/rows.js";
import { ChannelEnum } from "../channel.enum.js";
import { instance } from "../instance.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import {
  AttemptStatusEnum,
  FailureClassEnum,
  SendStatusEnum,
  VerificationStatusEnum,
} from "./send-enums.js";
import { SendEventTypeEnum } from "./send-event-type.enum.js";

@ObjectType("SendEvent", {
  description:
    "One entry of the tenant's log: what happened to a send, with everything as of then, so " +
    "that it stands alone.",
})
export class SendEvent {
  @Field(() => String, { description: "The place in the log; reading on after it misses nothing." })
  cursor!: string;

  @Field(() => SendEventTypeEnum, { description: "What happened." })
  type!: EventKind;

  @Field(() => DateTimeScalar, { description: "When it happened." })
  at!: Date;

  @Field(() => String, { description: "What happened, as a sentence for people." })
  message!: string;

  @Field(() => ID, { description: "The send that it happened to." })
  sendId!: string;

  @Field(() => SendStatusEnum, { description: "How far the send was then." })
  status!: SendStatus;

  @Field(() => VerificationStatusEnum, { description: "Whether the code was typed in by then." })
  verification!: VerificationStatus;

  @Field(() => Int, {
    nullable: true,
    description: "The number of the attempt that it is about; null when it is about the send.",
  })
  attemptNumber!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "The step of the plan that the attempt belongs to, from 1.",
  })
  step!: number | null;

  @Field(() => ChannelEnum, { nullable: true, description: "The channel of the attempt." })
  channel!: Channel | null;

  @Field(() => String, { nullable: true, description: "The slug of the attempt's vendor." })
  vendorSlug!: string | null;

  @Field(() => AttemptStatusEnum, {
    nullable: true,
    description: "How far the attempt was then.",
  })
  attemptStatus!: AttemptStatus | null;

  @Field(() => FailureClassEnum, {
    nullable: true,
    description: "The class of what went wrong; null when nothing did.",
  })
  failureClass!: FailureClass | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the engine would act next, as known then; null when nothing was pending.",
  })
  nextStepAt!: Date | null;

  @Field(() => ChannelEnum, {
    nullable: true,
    description: "The channel that would be next, as known then.",
  })
  nextChannel!: Channel | null;

  row!: EventRow;
}

/** An event as the API shows it. */
export function toSendEvent(row: EventRow, locale: MessageLocale): SendEvent {
  const { type, at, status, verification, attemptNumber, step, channel, vendorSlug } = row;
  const { attemptStatus, failureClass, nextStepAt, nextChannel } = row;
  return instance(SendEvent, {
    cursor: eventCursor(row.tenantId, row.seq),
    message: eventText(
      type,
      {
        channel: channel ?? detailOf(row, "channel"),
        vendor: vendorSlug,
        country: row.country,
        reason: detailOf(row, "reason"),
        budget: detailOf(row, "budget"),
      },
      locale,
    ),
    sendId: encodeId("send", row.sendId),
    ...{ type, at, status, verification, attemptNumber, step, channel, vendorSlug },
    ...{ attemptStatus, failureClass, nextStepAt, nextChannel },
    row,
  });
}

function detailOf({ detail }: EventRow, name: string): string | null {
  const fact = detail?.[name];
  return fact === undefined ? null : String(fact);
}
