import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { decodeId } from "../../core/ids.js";
import { requireKey, requireOperator, requireTenant } from "../auth.js";
import { type GraphqlContext, load } from "../context.js";
import { reconciliationById } from "./reconciliation-loaders.js";
import { InvoiceReconciliationType, toReconciliation } from "./reconciliation.type.js";

@Resolver()
export class ReconciliationQuery {
  @Query(() => InvoiceReconciliationType, {
    nullable: true,
    description:
      "A vendor's invoice as it was held against the books; null when there is none that is " +
      "yours. Needs BILLING_READ; operators read those of the marketplace's accounts.",
  })
  async reconciliation(
    @Arg("id", () => ID, { description: "The reconciliation's id." }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<InvoiceReconciliationType | null> {
    if (requireKey(context).tenantId === null) {
      requireOperator(context);
    } else {
      requireTenant(context, "BILLING_READ");
    }
    const uuid = decodeId("reconciliation", id);
    const row = uuid === null ? null : await load(context, reconciliationById, uuid);
    return row === null ? null : toReconciliation(row);
  }
}
