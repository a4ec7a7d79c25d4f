import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { multiply } from "../../core/money.js";
import { holdsScope } from "../auth.js";
import { type GraphqlContext, load } from "../context.js";
import { MoneyType, toMoney } from "../money.type.js";
import { DecimalScalar } from "../scalars/decimal.js";
import { AttemptType } from "./attempt.type.js";
import { receiptsOfAttempt, sendById } from "./otp-loaders.js";
import { ReceiptType, toReceipt } from "./receipt.type.js";
import { tenantMoney } from "./send.resolver.js";
import { SendType, toSend } from "./send.type.js";

@Resolver(() => AttemptType)
export class AttemptResolver {
  @FieldResolver(() => SendType, { description: "The send that it belongs to." })
  async send(@Root() attempt: AttemptType, @Ctx() context: GraphqlContext): Promise<SendType> {
    const row = await load(context, sendById, attempt.row.sendId);
    if (row === null) {
      throw new Error("an attempt has no send");
    }
    return toSend(row);
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      "The price of all its parts in the vendor's currency, as reserved; null without " +
      "BILLING_READ.",
  })
  price(@Root() attempt: AttemptType, @Ctx() context: GraphqlContext): MoneyType | null {
    const { priceMicros, priceCurrency, parts } = attempt.row;
    return holdsScope(context, "BILLING_READ")
      ? toMoney(multiply(priceMicros, parts), priceCurrency)
      : null;
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      "The same in the tenant's currency: what was held for it; null without BILLING_READ.",
  })
  priceInTenantCurrency(
    @Root() attempt: AttemptType,
    @Ctx() context: GraphqlContext,
  ): Promise<MoneyType | null> {
    return tenantMoney(context, attempt.row.tenantId, attempt.row.holdMicros);
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description:
      "How much of the tenant's currency one unit of the vendor's was worth when it was held; " +
      "null without BILLING_READ.",
  })
  exchangeRate(@Root() attempt: AttemptType, @Ctx() context: GraphqlContext): string | null {
    return holdsScope(context, "BILLING_READ") ? shortest(attempt.row.exchangeRate) : null;
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description:
      "What the vendor charges for it so far, in the vendor's currency; null without BILLING_READ.",
  })
  vendorCost(@Root() attempt: AttemptType, @Ctx() context: GraphqlContext): MoneyType | null {
    const { vendorCostMicros, priceCurrency } = attempt.row;
    return holdsScope(context, "BILLING_READ") ? toMoney(vendorCostMicros, priceCurrency) : null;
  }

  @FieldResolver(() => MoneyType, {
    nullable: true,
    description: "What it costs the tenant so far; null without BILLING_READ.",
  })
  cost(@Root() attempt: AttemptType, @Ctx() context: GraphqlContext): Promise<MoneyType | null> {
    return tenantMoney(context, attempt.row.tenantId, attempt.row.costMicros);
  }

  @FieldResolver(() => [ReceiptType], {
    description: "What the vendor reported later, in order of arrival.",
  })
  async receipts(
    @Root() attempt: AttemptType,
    @Ctx() context: GraphqlContext,
  ): Promise<ReceiptType[]> {
    const rows = await load(context, receiptsOfAttempt, attempt.row.id);
    return rows.map(toReceipt);
  }
}

/** "15800.250000000000" → "15800.25". */
function shortest(decimal: string): string {
  return decimal.includes(".") ? decimal.replace(/\.?0+$/, "") : decimal;
}
