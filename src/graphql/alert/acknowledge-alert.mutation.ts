import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import { domainError } from "../../core/errors.js";
import { decodeId } from "../../core/ids.js";
import { acknowledgeAlert } from "../../manage/alerts/acknowledge-alert.js";
import { holdsScope, requireKey } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { apiError } from "../errors.js";
import { instance } from "../instance.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { AlertType, toAlert } from "./alert.type.js";

const AcknowledgeAlertUserError = userErrorType("acknowledgeAlert");

@ObjectType("AcknowledgeAlertPayload", { description: "What acknowledgeAlert did." })
export class AcknowledgeAlertPayload {
  @Field(() => AlertType, {
    nullable: true,
    description: "The acknowledged alert; null when there is none with this id.",
  })
  alert!: AlertType | null;

  @Field(() => [AcknowledgeAlertUserError], {
    description: "Why it was not done; empty when it was.",
  })
  userErrors!: InstanceType<typeof AcknowledgeAlertUserError>[];
}

@Resolver()
export class AcknowledgeAlertResolver {
  @Mutation(() => AcknowledgeAlertPayload, {
    description:
      "Marks an alert as seen for everybody; needs PLAN_WRITE or BILLING_WRITE, for an " +
      "operator OPERATE.",
  })
  async acknowledgeAlert(
    @Arg("id", () => ID, { description: "The alert's id." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<AcknowledgeAlertPayload> {
    const viewer = requireKey(context);
    if (
      !(["PLAN_WRITE", "BILLING_WRITE", "OPERATE"] as const).some((scope) =>
        holdsScope(context, scope),
      )
    ) {
      throw apiError(domainError("FORBIDDEN", null, { scope: "PLAN_WRITE or BILLING_WRITE" }));
    }
    const { ports, locale } = context;
    const result = await acknowledgeAlert(
      ports.alerts,
      viewer,
      decodeId("alert", id),
      context.now(),
    );
    return instance(AcknowledgeAlertPayload, {
      alert: result.ok ? toAlert(result.value, locale) : null,
      userErrors: result.ok ? [] : toUserErrors(AcknowledgeAlertUserError, result.errors, locale),
    });
  }
}
