import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
import type { DifferenceKind } from "../../core/invoice/difference.js";
import { requireKey } from "../auth.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readPage,
  toConnection,
} from "../connection.js";
import { type GraphqlContext, load } from "../context.js";
import { badRequest } from "../errors.js";
import { attemptById } from "../otp/otp-loaders.js";
import { AttemptType, toAttempt } from "../otp/attempt.type.js";
import { VendorType } from "../vendors/vendor.type.js";
import { vendorOf } from "../vendors/vendor-loaders.js";
import { DifferenceKindEnum } from "./invoice-enums.js";
import {
  InvoiceReconciliationType,
  ReconciliationLineType,
  toReconciliationLine,
} from "./reconciliation.type.js";

const LineConnection = connectionType<ReconciliationLineType>(
  "ReconciliationLine",
  () => ReconciliationLineType,
);

@Resolver(() => InvoiceReconciliationType)
export class ReconciliationResolver {
  @FieldResolver(() => VendorType, { description: "Whose invoice it is." })
  vendor(
    @Root() { row }: InvoiceReconciliationType,
    @Ctx() context: GraphqlContext,
  ): Promise<VendorType> {
    return vendorOf(context, row.vendorId);
  }

  @FieldResolver(() => LineConnection, {
    description: "The differences, in the order of the invoice, then what is missing on it.",
  })
  async lines(
    @Root() { row }: InvoiceReconciliationType,
    @Ctx() context: GraphqlContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 100, description: firstDescription })
    first: number,
    @Arg("kind", () => DifferenceKindEnum, { nullable: true, description: "Only this kind." })
    kind?: DifferenceKind | null,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after?: string | null,
  ): Promise<Connection<ReconciliationLineType>> {
    const list = `lines:${row.id}:${kind ?? ""}`;
    const page = readPage(first, after, list);
    const position = page.after === null ? null : page.after[0];
    if (position !== null && typeof position !== "bigint") {
      throw badRequest(["after"], "is not a cursor of this list.");
    }
    const { reconciliations } = context.ports.invoices;
    const read = await reconciliations.lines(
      requireKey(context),
      row.id,
      kind ?? null,
      page.limit,
      position,
    );
    const count = Object.entries(row.counts)
      .filter(([one]) => (kind ?? one) === one)
      .reduce((sum, [, lines]) => sum + Number(lines), 0);
    return toConnection({
      ...read,
      isAfter: page.after !== null,
      toNode: (line) => toReconciliationLine(line, row.currency, context),
      cursorOf: (line) => encodeCursor([line.number], list),
      count: () => Promise.resolve(count),
    });
  }
}

@Resolver(() => ReconciliationLineType)
export class ReconciliationLineResolver {
  @FieldResolver(() => AttemptType, {
    nullable: true,
    description:
      "The attempt that it is about; null where there is none, and for an operator, who sees no " +
      "tenant's attempts.",
  })
  async attempt(
    @Root() { row }: ReconciliationLineType,
    @Ctx() context: GraphqlContext,
  ): Promise<AttemptType | null> {
    const { tenantId } = requireKey(context);
    if (row.attemptId === null || tenantId === null || row.attemptTenantId !== tenantId) {
      return null;
    }
    const attempt = await load(context, attemptById, row.attemptId);
    return attempt === null ? null : toAttempt(attempt);
  }
}
