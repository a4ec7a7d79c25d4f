import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { type GraphqlContext, load } from "../context.js";
import { MoneyType } from "../money.type.js";
import { AttemptType, toAttempt } from "./attempt.type.js";
import { attemptById, sendById } from "./otp-loaders.js";
import { tenantMoney } from "./send.resolver.js";
import { SendType, toSend } from "./send.type.js";
import { SendEvent } from "./send-event.type.js";

@Resolver(() => SendEvent)
export class SendEventResolver {
  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: "What the send was charged by then; null without BILLING_READ.",
  })
  cost(@Root() event: SendEvent, @Ctx() context: GraphqlContext): Promise<MoneyType | null> {
    return tenantMoney(context, event.row.tenantId, event.row.costMicros);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: "What was reserved for the send then; null without BILLING_READ.",
  })
  costHeld(@Root() event: SendEvent, @Ctx() context: GraphqlContext): Promise<MoneyType | null> {
    return tenantMoney(context, event.row.tenantId, event.row.heldMicros);
  }

  @FieldResolver(() => SendType, {
    nullable: true,
    description: "The send as it is now; null when it is no longer kept.",
  })
  async send(@Root() event: SendEvent, @Ctx() context: GraphqlContext): Promise<SendType | null> {
    const row = await load(context, sendById, event.row.sendId);
    return row === null ? null : toSend(row);
  }

  @FieldResolver(() => AttemptType, {
    nullable: true,
    description: "The attempt as it is now; null when the event is about the send.",
  })
  async attempt(
    @Root() event: SendEvent,
    @Ctx() context: GraphqlContext,
  ): Promise<AttemptType | null> {
    const id = event.row.attemptId;
    const row = id === null ? null : await load(context, attemptById, id);
    return row === null ? null : toAttempt(row);
  }
}
