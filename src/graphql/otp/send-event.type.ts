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
  constructor(
    readonly row: EventRow,
    private readonly locale: MessageLocale,
  ) {}

  @Field(() => String, { description: "The place in the log; reading on after it misses nothing." })
  get cursor(): string {
    return eventCursor(this.row.tenantId, this.row.seq);
  }

  @Field(() => SendEventTypeEnum, { description: "What happened." })
  get type(): EventKind {
    return this.row.type;
  }

  @Field(() => DateTimeScalar, { description: "When it happened." })
  get at(): Date {
    return this.row.at;
  }

  @Field(() => String, { description: "What happened, as a sentence for people." })
  get message(): string {
    const { type, channel, vendorSlug: vendor, country } = this.row;
    const reason = detailOf(this.row, "reason");
    const budget = detailOf(this.row, "budget");
    const facts = { channel: channel ?? detailOf(this.row, "channel"), vendor, country };
    return eventText(type, { ...facts, reason, budget }, this.locale);
  }

  @Field(() => ID, { description: "The send that it happened to." })
  get sendId(): string {
    return encodeId("send", this.row.sendId);
  }

  @Field(() => SendStatusEnum, { description: "How far the send was then." })
  get status(): SendStatus {
    return this.row.status;
  }

  @Field(() => VerificationStatusEnum, { description: "Whether the code was typed in by then." })
  get verification(): VerificationStatus {
    return this.row.verification;
  }

  @Field(() => Int, {
    nullable: true,
    description: "The number of the attempt that it is about; null when it is about the send.",
  })
  get attemptNumber(): number | null {
    return this.row.attemptNumber;
  }

  @Field(() => Int, {
    nullable: true,
    description: "The step of the plan that the attempt belongs to, from 1.",
  })
  get step(): number | null {
    return this.row.step;
  }

  @Field(() => ChannelEnum, { nullable: true, description: "The channel of the attempt." })
  get channel(): Channel | null {
    return this.row.channel;
  }

  @Field(() => String, { nullable: true, description: "The slug of the attempt's vendor." })
  get vendorSlug(): string | null {
    return this.row.vendorSlug;
  }

  @Field(() => AttemptStatusEnum, {
    nullable: true,
    description: "How far the attempt was then.",
  })
  get attemptStatus(): AttemptStatus | null {
    return this.row.attemptStatus;
  }

  @Field(() => FailureClassEnum, {
    nullable: true,
    description: "The class of what went wrong; null when nothing did.",
  })
  get failureClass(): FailureClass | null {
    return this.row.failureClass;
  }

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the engine would act next, as known then; null when nothing was pending.",
  })
  get nextStepAt(): Date | null {
    return this.row.nextStepAt;
  }

  @Field(() => ChannelEnum, {
    nullable: true,
    description: "The channel that would be next, as known then.",
  })
  get nextChannel(): Channel | null {
    return this.row.nextChannel;
  }
}

/** An event as the API shows it; what nobody asks for is not made. */
export function toSendEvent(row: EventRow, locale: MessageLocale): SendEvent {
  return new SendEvent(row, locale);
}

function detailOf({ detail }: EventRow, name: string): string | null {
  const fact = detail?.[name];
  return fact === undefined ? null : String(fact);
}
