import { Field, ID, Int, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type { AttemptStatus, Channel, ChargeState, FailureClass } from "../../core/otp/status.js";
import type { DecidedAttempt } from "../../flow/rows.js";
import { ChannelEnum } from "../channel.enum.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { AttemptStatusEnum, ChargeStateEnum, FailureClassEnum } from "./send-enums.js";

@ObjectType("Attempt", { implements: Node, description: "One message or call inside a send." })
export class AttemptType implements Node {
  @Field(() => ID, { description: "The attempt's id." })
  id!: string;

  @Field(() => Int, { description: "Its place among the send's attempts, from 1." })
  number!: number;

  @Field(() => Int, { description: "The step of the plan that it belongs to, from 1." })
  step!: number;

  @Field(() => ChannelEnum, { description: "The channel it goes by." })
  channel!: Channel;

  @Field(() => AttemptStatusEnum, { description: "How far the attempt is." })
  status!: AttemptStatus;

  @Field(() => FailureClassEnum, {
    nullable: true,
    description: "The class of what went wrong; null when nothing did.",
  })
  failureClass!: FailureClass | null;

  @Field(() => String, {
    nullable: true,
    description: "The vendor's own code for what went wrong; null when it gave none.",
  })
  vendorCode!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The vendor's own words for it, trimmed; null when it gave none.",
  })
  vendorMessage!: string | null;

  @Field(() => [String], {
    description: "The vendor's ids of the message, one per part; empty before the vendor took it.",
  })
  vendorMessageIds!: readonly string[];

  @Field(() => Int, { description: "How many parts the message has; 1 for anything but long SMS." })
  parts!: number;

  @Field(() => ChargeStateEnum, { description: "What became of the money it reserved." })
  charge!: ChargeState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when the money stays reserved without a result.",
  })
  holdUntil!: Date | null;

  @Field(() => DateTimeScalar, { description: "When the attempt was planned." })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the vendor took it; null before.",
  })
  submittedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it arrived; null before." })
  deliveredAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was read; null before." })
  readAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the engine stops waiting for it; null when it does not wait.",
  })
  deadlineAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: "Milliseconds from submittedAt to deliveredAt; null before.",
  })
  latencyMs!: number | null;

  row!: DecidedAttempt;
}

/** An attempt as the API shows it. */
export function toAttempt(row: DecidedAttempt): AttemptType {
  const { number, step, channel, status, failureClass, vendorCode, vendorMessage } = row;
  const { vendorMessageIds, parts, charge, holdUntil, createdAt, submittedAt } = row;
  const { deliveredAt, readAt, deadlineAt, latencyMs } = row;
  return instance(AttemptType, {
    id: encodeId("attempt", row.id),
    ...{ number, step, channel, status, failureClass, vendorCode, vendorMessage },
    ...{ vendorMessageIds, parts, charge, holdUntil, createdAt, submittedAt },
    ...{ deliveredAt, readAt, deadlineAt, latencyMs },
    row,
  });
}
