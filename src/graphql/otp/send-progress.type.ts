import { Field, ID, Int, ObjectType } from "type-graphql";
import { eventCursor } from "../../core/cursor.js";
import { encodeId } from "../../core/ids.js";
import type { Channel, SendStatus, VerificationStatus } from "../../core/otp/status.js";
import type { EventRow } from "../../flow/rows.js";
import { ChannelEnum } from "../channel.enum.js";
import { instance } from "../instance.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { SendStatusEnum, VerificationStatusEnum } from "./send-enums.js";

@ObjectType("SendProgress", {
  description:
    "All that a client token may read of its one send; it may also call resendOtp and " +
    "verifyOtp for it.",
})
export class SendProgress {
  @Field(() => ID, { description: "The send, as resendOtp and verifyOtp want it named." })
  sendId!: string;

  @Field(() => String, { description: "The place in the log; reading on after it misses nothing." })
  cursor!: string;

  @Field(() => SendStatusEnum, { description: "How far the send is." })
  status!: SendStatus;

  @Field(() => VerificationStatusEnum, { description: "Whether the code was typed in." })
  verification!: VerificationStatus;

  @Field(() => ChannelEnum, {
    nullable: true,
    description: "The channel of the latest attempt; null before the first.",
  })
  channel!: Channel | null;

  @Field(() => ChannelEnum, {
    nullable: true,
    description: "The channel that comes next when the code does not arrive; null when none does.",
  })
  nextChannel!: Channel | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the next channel or vendor is tried; null when nothing is pending.",
  })
  nextStepAt!: Date | null;

  @Field(() => Int, { description: "How often the code may still be asked for again." })
  resendsLeft!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "From when on the code may be asked for again; null when at once or never.",
  })
  resendAvailableAt!: Date | null;

  @Field(() => Int, { description: "How many codes may still be tried." })
  checksLeft!: number;

  @Field(() => DateTimeScalar, { description: "When the code stops counting." })
  expiresAt!: Date;
}

/** A send's progress as of an event. */
export function toSendProgress(row: EventRow): SendProgress {
  const { status, verification, nextChannel, nextStepAt, progress } = row;
  const { channel, resendsLeft, checksLeft } = progress;
  return instance(SendProgress, {
    sendId: encodeId("send", row.sendId),
    cursor: eventCursor(row.tenantId, row.seq),
    ...{ status, verification, channel, nextChannel, nextStepAt, resendsLeft, checksLeft },
    resendAvailableAt:
      progress.resendAvailableAt === null ? null : new Date(progress.resendAvailableAt),
    expiresAt: new Date(progress.expiresAt),
  });
}
