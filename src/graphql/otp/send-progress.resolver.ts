import { Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { maskEmail } from "../../core/email.js";
import { decodeId } from "../../core/ids.js";
import { maskPhone } from "../../core/phone.js";
import type { CodeAlphabet, CodePolicy } from "../../core/plan/plan.js";
import type { SendRow } from "../../flow/rows.js";
import type { RevisionRow } from "../../manage/plans/ports.js";
import { requireClient } from "../auth.js";
import { type GraphqlContext, load, loaderByText } from "../context.js";
import { badRequest } from "../errors.js";
import { CodeAlphabetEnum } from "../plan/plan-enums.js";
import { mustBeThere } from "../plan/plan-loaders.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { nobody } from "./event-filter.input.js";
import { SendProgress, toSendProgress } from "./send-progress.type.js";

const clientSend = loaderByText<SendRow | null>((context, ids) =>
  context.ports.reads.sendsById(requireClient(context).tenantId, ids),
);

const clientRevision = loaderByText<RevisionRow | null>((context, ids) =>
  context.ports.plans.plans.revisionsById(requireClient(context), ids),
);

/** What a screen asks once, where the subscription tells what changes. */
@Resolver(() => SendProgress)
export class SendProgressResolver {
  @Query(() => SendProgress, {
    description:
      "With a client token: how its one send stands, for screens that no WebSocket reaches.",
  })
  async sendProgress(@Ctx() context: GraphqlContext): Promise<SendProgress> {
    const { tenantId, sendId } = requireClient(context);
    const latest = await context.ports.reads.latestEventOfSend(tenantId, sendId);
    if (latest === null) {
      throw badRequest(null, "the send of this token is no longer kept.");
    }
    return toSendProgress(latest);
  }

  @FieldResolver(() => Int, { description: "How many characters the code has." })
  async codeLength(
    @Root() { sendId }: SendProgress,
    @Ctx() context: GraphqlContext,
  ): Promise<number> {
    const send = await sendOf(context, sendId);
    return context.ports.reads.codeLengthOf(send) ?? (await policyOf(context, send)).length;
  }

  @FieldResolver(() => CodeAlphabetEnum, { description: "What the code is made of." })
  async codeAlphabet(
    @Root() { sendId }: SendProgress,
    @Ctx() context: GraphqlContext,
  ): Promise<CodeAlphabet> {
    return (await policyOf(context, await sendOf(context, sendId))).alphabet;
  }

  @FieldResolver(() => String, {
    description: "Where the latest attempt went: the number or the address, its middle hidden.",
  })
  async maskedRecipient(
    @Root() { sendId, channel }: SendProgress,
    @Ctx() context: GraphqlContext,
  ): Promise<string> {
    const { phone, email } = context.ports.reads.openRecipient(await sendOf(context, sendId));
    const isByEmail = phone === null || (channel === "EMAIL" && email !== null);
    return isByEmail ? maskEmail(email ?? "") : maskPhone(phone);
  }

  @FieldResolver(() => DateTimeScalar, {
    description: "Our clock, for screens whose own may be off.",
  })
  serverTime(@Ctx() context: GraphqlContext): Date {
    return context.now();
  }
}

async function sendOf(context: GraphqlContext, id: string): Promise<SendRow> {
  const row = await load(context, clientSend, decodeId("send", id) ?? nobody);
  return mustBeThere(row, "the send of a client token");
}

async function policyOf(context: GraphqlContext, send: SendRow): Promise<CodePolicy> {
  const row = await load(context, clientRevision, send.revisionId);
  return mustBeThere(row, "the plan revision of a send").spec.code;
}
