import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from "type-graphql";
import type { ExportFormat } from "../../core/exports/export-kind.js";
import { decodeId } from "../../core/ids.js";
import { phraseWords } from "../../core/messages/phrases.js";
import { reconcileInvoice } from "../../manage/invoices/reconcile-invoice.js";
import { openUpload } from "../../manage/uploads/open-upload.js";
import { requireKey, requireOperator, requireTenant } from "../auth.js";
import type { GraphqlContext } from "../context.js";
import { ExportFormatEnum } from "../exports/export-enums.js";
import { instance } from "../instance.js";
import { TimeRangeInput } from "../time-range.input.js";
import { toUserErrors, userErrorType } from "../user-error.js";
import { InvoiceMappingInput, toInvoiceMapping } from "./invoice-mapping.input.js";
import { InvoiceReconciliationType, toReconciliation } from "./reconciliation.type.js";

const ReconcileInvoiceUserError = userErrorType("reconcileInvoice", { retryAfter: true });

@InputType("ReconcileInvoiceInput", { description: "An invoice, and what to hold it against." })
export class ReconcileInvoiceInput {
  @Field(() => String, { description: "The vendor's slug." })
  vendor!: string;

  @Field(() => TimeRangeInput, {
    description: "What the invoice covers: attempts by the moment of their hold; 366 days at most.",
  })
  range!: TimeRangeInput;

  @Field(() => ExportFormatEnum, { description: "The form of the file: CSV or NDJSON." })
  format!: ExportFormat;

  @Field(() => ID, { description: "The file, as it was put to /uploads." })
  uploadId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "Whose invoice; null = the one account that you have at the vendor.",
  })
  accountId?: string | null;

  @Field(() => InvoiceMappingInput, {
    nullable: true,
    description:
      "How the vendor writes its invoices, kept for the next one; null = as it was said last, " +
      "else columns messageId, amount, currency and, where there are any, parts, status, date " +
      "and reference.",
  })
  mapping?: InvoiceMappingInput | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      "True: the books follow the invoice by new rows of the ledger: attempts that it bills " +
      "otherwise or not at all, and those in doubt. Lines that are nobody's are never booked. " +
      "Doing it twice changes nothing.",
  })
  apply?: boolean | null;
}

@ObjectType("RejectedInvoiceLine", { description: "A line of an invoice that cannot be read." })
export class RejectedInvoiceLine {
  @Field(() => Int, { description: "Its number in the file, from 1." })
  line!: number;

  @Field(() => String, { description: "Why it cannot be read." })
  reason!: string;
}

@ObjectType("ReconcileInvoicePayload", { description: "What reconcileInvoice found." })
export class ReconcileInvoicePayload {
  @Field(() => InvoiceReconciliationType, {
    nullable: true,
    description: "What was found; null when the invoice could not be held against the books.",
  })
  reconciliation!: InvoiceReconciliationType | null;

  @Field(() => [RejectedInvoiceLine], {
    description: "Lines that cannot be read and so count as absent; the first 1,000.",
  })
  rejected!: RejectedInvoiceLine[];

  @Field(() => [ReconcileInvoiceUserError], {
    description: "Why it was not done; empty when it was.",
  })
  userErrors!: InstanceType<typeof ReconcileInvoiceUserError>[];
}

@Resolver()
export class ReconcileInvoiceMutation {
  @Mutation(() => ReconcileInvoicePayload, {
    description:
      "Holds a vendor's invoice against the books and shows what differs; nothing is changed " +
      "without apply. Needs BILLING_WRITE for the tenant's own accounts; operators hold those " +
      "of the marketplace's. Answers when it is done: up to a minute for a million lines.",
  })
  async reconcileInvoice(
    @Arg("input", () => ReconcileInvoiceInput, { description: "The invoice." })
    input: ReconcileInvoiceInput,
    @Ctx() context: GraphqlContext,
  ): Promise<ReconcileInvoicePayload> {
    const viewer =
      requireKey(context).tenantId === null
        ? requireOperator(context)
        : requireTenant(context, "BILLING_WRITE");
    const { ports, locale } = context;
    context.waitLonger();
    const accountId = input.accountId ?? null;
    const result = await reconcileInvoice(ports.invoices, viewer, {
      vendor: input.vendor,
      accountId: accountId === null ? null : (decodeId("account", accountId) ?? ""),
      from: input.range.from,
      to: input.range.to,
      format: input.format,
      mapping: input.mapping ? toInvoiceMapping(input.mapping) : null,
      apply: input.apply ?? false,
      open: async () => {
        const { uploads } = ports.catalogue;
        const upload = await openUpload(uploads, viewer, input.uploadId, context.now());
        return upload === null ? null : (upload.stream as AsyncIterable<Buffer>);
      },
    });
    const rejected = result.ok ? result.value.rejected : [];
    return instance(ReconcileInvoicePayload, {
      reconciliation: result.ok ? toReconciliation(result.value.reconciliation) : null,
      rejected: rejected.map(({ line, reason }) =>
        instance(RejectedInvoiceLine, { line, reason: phraseWords(reason, locale) }),
      ),
      userErrors: result.ok ? [] : toUserErrors(ReconcileInvoiceUserError, result.errors, locale),
    });
  }
}
