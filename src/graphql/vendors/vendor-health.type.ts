import { Field, ObjectType } from "type-graphql";
import { healthWords } from "../../core/messages/reason-words.js";
import type { HealthState } from "../../core/route/candidate.js";
import type { VendorHealthState } from "../../manage/vendors/vendor-health.js";
import { holdsScope } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { HealthStateEnum } from "../health-state.enum.js";
import { instance } from "../instance.js";
import { DateTimeScalar } from "../scalars/date-time.js";

@ObjectType("VendorHealth", { description: "Whether a vendor is used at a place, and why not." })
export class VendorHealthType {
  @Field(() => HealthStateEnum, { description: "The state: the worst at the place." })
  state!: HealthState;

  @Field(() => String, {
    nullable: true,
    description: "Why it is not healthy, in a sentence; null when it is.",
  })
  reason!: string | null;

  @Field(() => DateTimeScalar, {
    description: "When that began; when the vendor was listed, if it was always healthy.",
  })
  since!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the next real send will probe it; null unless it is OPEN.",
  })
  nextProbeAt!: Date | null;
}

/**
 * Which shared network is behind a route is told to operators alone, as with offers.
 *
 * @param otherwise stands in for the beginning of a state that always was
 */
export function toVendorHealth(
  health: VendorHealthState,
  otherwise: Date,
  context: Pick<GraphqlContext, "viewer" | "locale">,
): VendorHealthType {
  const { state, reason, since, nextProbeAt } = health;
  const told =
    reason !== null && "upstream" in reason && !holdsScope(context, "OPERATE")
      ? { ...reason, upstream: null }
      : reason;
  return instance(VendorHealthType, {
    state,
    reason: told === null ? null : healthWords(told, context.locale),
    since: since ?? otherwise,
    nextProbeAt,
  });
}
