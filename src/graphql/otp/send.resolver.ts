import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { eventCursor } from "../../core/cursor.js";
import { statusWords, stepSkipWords } from "../../core/messages/reason-words.js";
import { holdsScope } from "../auth.js";
import {
  afterDescription,
  type Connection,
  firstDescription,
  readFirst,
  toConnection,
} from "../connection.js";
import { type GraphqlContext, load } from "../context.js";
import { instance } from "../instance.js";
import { MoneyType, toMoney } from "../money.type.js";
import { AttemptType, toAttempt } from "./attempt.type.js";
import { readLogCursor } from "./log-cursor.js";
import { attemptsOfSend, eventsOfSend } from "./otp-loaders.js";
import { RecipientType, toRecipient } from "./recipient.type.js";
import { SendType, SkippedStepType } from "./send.type.js";
import { SendEventConnection } from "./send-event.connection.js";
import { type SendEvent, toSendEvent } from "./send-event.type.js";

@Resolver(() => SendType)
export class SendResolver {
  @FieldResolver(() => RecipientType, {
    description: "Whom the code goes to; masked without RECIPIENT_READ.",
  })
  recipient(@Root() send: SendType, @Ctx() context: GraphqlContext): RecipientType {
    const opened = context.ports.reads.openRecipient(send.row);
    return toRecipient(send.row, opened, holdsScope(context, "RECIPIENT_READ"));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "Why the status is what it is, in a few words; null when the status says it all.",
  })
  statusReason(@Root() { row }: SendType, @Ctx() context: GraphqlContext): string | null {
    return row.statusReason === null ? null : statusWords(row.statusReason, null, context.locale);
  }

  @FieldResolver(() => [SkippedStepType], {
    description: "The steps that could not be used, and why.",
  })
  skippedSteps(@Root() { row }: SendType, @Ctx() context: GraphqlContext): SkippedStepType[] {
    return row.skippedSteps.map(({ step, channel, reason }) =>
      instance(SkippedStepType, {
        step,
        channel,
        reason: stepSkipWords(reason, { channel, country: row.country }, context.locale),
      }),
    );
  }

  @FieldResolver(() => [AttemptType], { description: "Its messages and calls, in order." })
  async attempts(@Root() send: SendType, @Ctx() context: GraphqlContext): Promise<AttemptType[]> {
    const rows = await load(context, attemptsOfSend, send.row.id);
    return rows.map(toAttempt);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      "What is charged so far, MAYBE included, in the tenant's currency; null without " +
      "BILLING_READ.",
  })
  cost(@Root() send: SendType, @Ctx() context: GraphqlContext): Promise<MoneyType | null> {
    return tenantMoney(context, send.row.tenantId, send.row.costMicros);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      "What is still reserved for its attempts, in the tenant's currency; null without " +
      "BILLING_READ.",
  })
  costHeld(@Root() send: SendType, @Ctx() context: GraphqlContext): Promise<MoneyType | null> {
    return tenantMoney(context, send.row.tenantId, send.row.heldMicros);
  }

  @FieldResolver(() => SendEventConnection, { description: "Everything that happened to it." })
  async events(
    @Root() send: SendType,
    @Ctx() context: GraphqlContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 50, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null | undefined,
  ): Promise<Connection<SendEvent>> {
    const { tenantId, id } = send.row;
    const limit = readFirst(first);
    const position = typeof after === "string" ? await readLogCursor(context, tenantId, after) : 0n;
    const page = await load(context, eventsOfSend, { sendId: id, after: position, limit });
    return toConnection({
      ...page,
      isAfter: position > 0n,
      toNode: (row) => toSendEvent(row, context.locale),
      cursorOf: (row) => eventCursor(row.tenantId, row.seq),
      emptyCursor: after ?? null,
      count: () => context.ports.reads.countEventsOfSend(tenantId, id),
    });
  }
}

/** An amount in the tenant's currency; null without BILLING_READ. */
export async function tenantMoney(
  context: GraphqlContext,
  tenantId: string,
  micros: bigint,
): Promise<MoneyType | null> {
  if (!holdsScope(context, "BILLING_READ")) {
    return null;
  }
  return toMoney(micros, await context.ports.reads.currencyOf(tenantId));
}
