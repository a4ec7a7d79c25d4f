import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from "type-graphql";
import { previewMessage } from "../../manage/messages/preview-message.js";
import { requireTenant } from "../auth.js";
import { type GraphqlContext, load } from "../context.js";
import { unusable } from "../errors.js";
import { instance } from "../instance.js";
import { MessageTemplateInput } from "./message-template.input.js";
import { mustBeThere, planTenant } from "./plan-loaders.js";
import { CodePolicyInput } from "./plan.input.js";
import { PlanProblemType, toPlanProblem } from "./plan-problem.type.js";

@ObjectType("MessagePreview", { description: "What a message will look like." })
export class MessagePreviewType {
  @Field(() => String, {
    description: "The text with a sample code; empty when the vendor holds the words.",
  })
  text!: string;

  @Field(() => String, {
    description: "How it is encoded: GSM7 or UCS2 as SMS, else UTF8; NONE in a missed call.",
  })
  encoding!: string;

  @Field(() => Int, { description: "How many parts it is billed as." })
  partCount!: number;

  @Field(() => Int, {
    description: "How long it is: septets or 16-bit units as SMS, else characters.",
  })
  length!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many more septets or 16-bit units fit before one more part is billed; null = the " +
      "channel bills no parts.",
  })
  unitsLeft!: number | null;

  @Field(() => [String], {
    description:
      "The characters that make an SMS UCS2, each once, 20 at most: without them it has room for " +
      "more than twice the text.",
  })
  ucs2Characters!: string[];

  @Field(() => String, {
    nullable: true,
    description: "The subject of an e-mail; null = it has none, or the vendor holds it.",
  })
  subject!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The vendor's template that goes out; null = the text does.",
  })
  vendorTemplateName!: string | null;

  @Field(() => [PlanProblemType], { description: "What is wrong with it; empty when nothing is." })
  problems!: PlanProblemType[];
}

@Resolver()
export class PreviewMessageResolver {
  @Query(() => MessagePreviewType, {
    description: "Shows a message with a sample code and counts its parts; nothing is stored.",
  })
  async previewMessage(
    @Arg("input", () => MessageTemplateInput, { description: "The message." })
    input: MessageTemplateInput,
    @Arg("code", () => CodePolicyInput, {
      nullable: true,
      description: "How its codes look; null = as in a plan that does not say.",
    })
    code: CodePolicyInput | null,
    @Ctx() context: GraphqlContext,
  ): Promise<MessagePreviewType> {
    const { tenantId } = requireTenant(context);
    const tenant = mustBeThere(await load(context, planTenant, tenantId), "a viewer's tenant");
    const preview = previewMessage(input, code ?? {}, tenant);
    if ("errors" in preview) {
      throw unusable(preview.errors, context.locale);
    }
    const problems = preview.problems.map((problem) => toPlanProblem(problem, context.locale));
    const ucs2Characters = [...preview.ucs2Characters];
    return instance(MessagePreviewType, { ...preview, ucs2Characters, problems });
  }
}
