import { Arg, Ctx, ID, Resolver, Root, Subscription } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import type { EventRow } from "../../flow/rows.js";
import { requireClient, requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { EventFilterInput, nobody, toEventFilter } from "./event-filter.input.js";
import { EventStream } from "./event-stream.js";
import { followSend } from "./follow-send.js";
import { readLogCursor } from "./log-cursor.js";
import { SendEvent, toSendEvent } from "./send-event.type.js";
import { SendProgress, toSendProgress } from "./send-progress.type.js";

interface Subscribing<Args> {
  readonly args: Args;
  readonly context: GraphqlContext;
}

const afterSubscription =
  "A cursor of an event that was seen: everything after it follows; null starts now.";

function subscribeSendStatus({ args, context }: Subscribing<{ sendId: string; after?: string }>) {
  const { tenantId } = requireTenant(context);
  return followSend(context, tenantId, decodeId("send", args.sendId) ?? nobody, args.after);
}

async function subscribeSendEvents(
  subscribing: Subscribing<{ filter?: EventFilterInput; after?: string }>,
): Promise<AsyncIterableIterator<EventRow>> {
  const { args, context } = subscribing;
  const { tenantId } = requireTenant(context);
  const after =
    typeof args.after === "string" ? await readLogCursor(context, tenantId, args.after) : null;
  return new EventStream({
    tenantId,
    first: [],
    followed: context.ports.tail.follow(tenantId, toEventFilter(args.filter), after),
    isLast: () => false,
    live: context.live,
  });
}

function subscribeSendProgress({ args, context }: Subscribing<{ after?: string }>) {
  const { tenantId, sendId } = requireClient(context);
  return followSend(context, tenantId, sendId, args.after);
}

@Resolver()
export class SendSubscriptions {
  @Subscription(() => SendEvent, {
    subscribe: subscribeSendStatus as never,
    description:
      "One send. The first event is its latest (or everything after `after`); nothing is " +
      "skipped or repeated across reconnects. Completes when the send is final.",
  })
  sendStatus(
    @Root() event: EventRow,
    @Ctx() context: GraphqlContext,
    @Arg("sendId", () => ID, { description: "The send." }) _sendId: string,
    @Arg("after", () => String, {
      nullable: true,
      description:
        "A cursor of an event that was seen: everything after it follows; null starts with " +
        "the latest event.",
    })
    _after?: string | null,
  ): SendEvent {
    return toSendEvent(event, context.locale);
  }

  @Subscription(() => SendEvent, {
    subscribe: subscribeSendEvents as never,
    description: "All sends of the tenant, filtered; never completes.",
  })
  sendEvents(
    @Root() event: EventRow,
    @Ctx() context: GraphqlContext,
    @Arg("filter", () => EventFilterInput, { nullable: true, description: "Which events to tell." })
    _filter?: EventFilterInput | null,
    @Arg("after", () => String, { nullable: true, description: afterSubscription })
    _after?: string | null,
  ): SendEvent {
    return toSendEvent(event, context.locale);
  }

  @Subscription(() => SendProgress, {
    subscribe: subscribeSendProgress as never,
    description:
      "For an end user's screen, with a client token: its one send. Starts with how it stands " +
      "and completes when the send is final.",
  })
  sendProgress(
    @Root() event: EventRow,
    @Arg("after", () => String, {
      nullable: true,
      description:
        "A cursor that was seen: everything after it follows; null starts with how it stands.",
    })
    _after?: string | null,
  ): SendProgress {
    return toSendProgress(event);
  }
}
