import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { networkName } from "../../core/network.js";
import type { StoredDecision } from "../../core/route/decision.js";
import { readDecision } from "../../core/route/read-decision.js";
import { accountById, marketplaceAccountOf } from "../accounts/account-loaders.js";
import { toVendorAccount, VendorAccountType } from "../accounts/vendor-account.type.js";
import { holdsScope } from "../auth.js";
import { type GraphqlContext, load } from "../context.js";
import { mustBeThere, revisionById } from "../plan/plan-loaders.js";
import { toVendor, VendorType } from "../vendors/vendor.type.js";
import { vendorBySlug } from "../vendors/vendor-loaders.js";
import { AttemptType } from "./attempt.type.js";
import { sendById } from "./otp-loaders.js";
import {
  DecisionCandidateType,
  RoutingDecisionType,
  toRoutingDecision,
} from "./routing-decision.type.js";

@Resolver(() => AttemptType)
export class AttemptDecisionResolver {
  @FieldResolver(() => RoutingDecisionType, { description: "Why this vendor was taken." })
  async decision(
    @Root() attempt: AttemptType,
    @Ctx() context: GraphqlContext,
  ): Promise<RoutingDecisionType> {
    const send = mustBeThere(await load(context, sendById, attempt.row.sendId), "a send");
    const revision = mustBeThere(await load(context, revisionById, send.revisionId), "a revision");
    const { step, channel, mcc, mnc } = attempt.row;
    const decision = readDecision(
      attempt.row.decision as StoredDecision,
      {
        steps: revision.spec.steps,
        step,
        country: channel === "EMAIL" ? null : send.country,
        network: mcc === null || mnc === null ? null : (networkName(mcc, mnc) ?? `${mcc}${mnc}`),
        hidesPrices: !holdsScope(context, "BILLING_READ"),
      },
      context.locale,
    );
    return toRoutingDecision(decision);
  }
}

@Resolver(() => DecisionCandidateType)
export class DecisionCandidateResolver {
  @FieldResolver(() => VendorType, { description: "The vendor." })
  async vendor(
    @Root() { candidate }: DecisionCandidateType,
    @Ctx() context: GraphqlContext,
  ): Promise<VendorType> {
    return toVendor(await this.#vendorRow(candidate.vendorSlug, context));
  }

  @FieldResolver(() => VendorAccountType, {
    description: "The account that would be used: yours, or the marketplace's.",
  })
  async account(
    @Root() { candidate }: DecisionCandidateType,
    @Ctx() context: GraphqlContext,
  ): Promise<VendorAccountType> {
    const { accountId, vendorSlug } = candidate;
    const row =
      accountId === null
        ? await load(context, marketplaceAccountOf, (await this.#vendorRow(vendorSlug, context)).id)
        : await load(context, accountById, accountId);
    return toVendorAccount(mustBeThere(row, "the account of a candidate"), context);
  }

  async #vendorRow(slug: string, context: GraphqlContext) {
    return mustBeThere(await load(context, vendorBySlug, slug), "the vendor of a candidate");
  }
}
