import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { type CursorPart, encodeCursor, eventCursor } from "../../core/cursor.js";
import { decodeId } from "../../core/ids.js";
import { textLengthMax } from "../../core/limits.js";
import type { EventFilter } from "../../flow/reads.js";
import { requireTenant } from "../auth.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readFirst,
  readPage,
  toConnection,
} from "../connection.js";
import { type GraphqlContext, load } from "../context.js";
import { badRequest } from "../errors.js";
import { checkName } from "../list-args.js";
import { EventFilterInput, toEventFilter } from "./event-filter.input.js";
import { readLogCursor } from "./log-cursor.js";
import { sendById } from "./otp-loaders.js";
import { SendType, toSend } from "./send.type.js";
import { SendEventConnection } from "./send-event.connection.js";
import { type SendEvent, toSendEvent } from "./send-event.type.js";
import { SendFilterInput, toSendFilter } from "./send-filter.input.js";

const SendConnection = connectionType("Send", () => SendType);
const cursorKind = "sends";
const countMax = 10_000;
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Resolver()
export class SendsQuery {
  @Query(() => SendType, {
    nullable: true,
    description:
      "One send, by its id or by your externalId (the newest with it); null when there is none.",
  })
  async send(
    @Ctx() context: GraphqlContext,
    @Arg("id", () => ID, { nullable: true, description: "The send's id." })
    id: string | null | undefined,
    @Arg("externalId", () => String, { nullable: true, description: "Your own name for it." })
    externalId: string | null | undefined,
  ): Promise<SendType | null> {
    const { tenantId } = requireTenant(context);
    if (typeof id === typeof externalId) {
      throw badRequest(["id"], "or externalId must be given, and only one of them.");
    }
    if (typeof externalId === "string") {
      checkName(externalId, ["externalId"], textLengthMax.externalId);
      const found = await context.ports.reads.sendByExternalId(tenantId, externalId);
      return found === null ? null : toSend(found);
    }
    const uuid = decodeId("send", id ?? "");
    const row = uuid === null ? null : await load(context, sendById, uuid);
    return row === null ? null : toSend(row);
  }

  @Query(() => SendConnection, { description: "Your sends, newest first." })
  async sends(
    @Ctx() context: GraphqlContext,
    @Arg("filter", () => SendFilterInput, { nullable: true, description: "Which sends to list." })
    filter: SendFilterInput | null | undefined,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after: string | null | undefined,
  ): Promise<Connection<SendType>> {
    const { tenantId } = requireTenant(context);
    const page = readPage(first, after, cursorKind);
    const wanted = toSendFilter(filter);
    const { reads } = context.ports;
    const afterId = page.after === null ? null : idOfCursor(page.after, tenantId);
    const found = await reads.sends(tenantId, wanted, page.limit, afterId);
    return toConnection({
      ...found,
      isAfter: afterId !== null,
      toNode: toSend,
      cursorOf: (row) => encodeCursor([row.tenantId, row.id], cursorKind),
      count: () => reads.countSends(tenantId, wanted, countMax),
    });
  }

  @Query(() => SendEventConnection, {
    description:
      "Your event log in order, from `after` on; with a filter a page may be empty and still " +
      "go on.",
  })
  async events(
    @Ctx() context: GraphqlContext,
    @Arg("after", () => String, {
      nullable: true,
      description: "The cursor to go on after; null starts at the oldest event that is kept.",
    })
    after: string | null | undefined,
    @Arg("filter", () => EventFilterInput, { nullable: true, description: "Which events to read." })
    filter: EventFilterInput | null | undefined,
    @Arg("first", () => Int, { nullable: true, defaultValue: 100, description: firstDescription })
    first: number,
  ): Promise<Connection<SendEvent>> {
    const { tenantId } = requireTenant(context);
    const limit = readFirst(first);
    const wanted = toEventFilter(filter);
    const position = typeof after === "string" ? await readLogCursor(context, tenantId, after) : 0n;
    const page = await context.ports.reads.events(tenantId, wanted, limit, position);
    return toConnection({
      ...page,
      isAfter: position > 0n,
      toNode: (row) => toSendEvent(row, context.locale),
      cursorOf: (row) => eventCursor(row.tenantId, row.seq),
      emptyCursor: eventCursor(tenantId, page.lastScanned),
      count: () => countEvents(context, tenantId, wanted),
    });
  }
}

function idOfCursor(parts: readonly CursorPart[], tenantId: string): string {
  const [owner, id] = parts;
  if (owner !== tenantId || typeof id !== "string" || !uuidPattern.test(id)) {
    throw badRequest(["after"], "is not a cursor of this list.");
  }
  return id;
}

async function countEvents(
  context: GraphqlContext,
  tenantId: string,
  filter: EventFilter,
): Promise<number | null> {
  const { reads } = context.ports;
  const { sendId, ...others } = filter;
  if (Object.keys(others).length > 0) {
    return null;
  }
  if (sendId !== undefined) {
    return reads.countEventsOfSend(tenantId, sendId);
  }
  const { lastSeq, expiredSeq } = await reads.logBounds(tenantId);
  const count = lastSeq - expiredSeq;
  return count <= 2_147_483_647n ? Number(count) : null;
}
