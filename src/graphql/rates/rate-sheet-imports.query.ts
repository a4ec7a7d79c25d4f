import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
import { holdsScope, requireKey, requireScope } from "../auth.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readPage,
  toConnection,
} from "../connection.js";
import type { GraphqlContext } from "../context.js";
import { cursorUuid } from "../cursor-part.js";
import { VendorType } from "../vendors/vendor.type.js";
import { vendorOf } from "../vendors/vendor-loaders.js";
import { RateSheetImportType, toRateSheetImport } from "./rate-sheet-import.type.js";

const RateSheetImportConnection = connectionType("RateSheetImport", () => RateSheetImportType);

const cursorKind = "rateSheetImports";

@Resolver(() => RateSheetImportType)
export class RateSheetImportsQuery {
  @Query(() => RateSheetImportConnection, {
    description:
      "Rate sheets that were imported, latest first: list prices for an operator, those of your " +
      "own accounts with VENDOR_CONNECT.",
  })
  async rateSheetImports(
    @Ctx() context: GraphqlContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after?: string | null,
  ): Promise<Connection<RateSheetImportType>> {
    const viewer = holdsScope(context, "OPERATE")
      ? requireKey(context)
      : requireScope(context, "VENDOR_CONNECT");
    const page = readPage(first, after, cursorKind);
    const before = page.after === null ? null : cursorUuid(page.after[0]);
    const { rows, hasMore } = await context.ports.catalogue.rates.imports(
      viewer,
      page.limit,
      before,
    );
    return toConnection({
      rows,
      hasMore,
      isAfter: page.after !== null,
      toNode: toRateSheetImport,
      cursorOf: (row) => encodeCursor([row.id], cursorKind),
      count: () => Promise.resolve(null),
    });
  }

  @FieldResolver(() => VendorType, { description: "The vendor whose prices it gives." })
  vendor(@Root() row: RateSheetImportType, @Ctx() context: GraphqlContext): Promise<VendorType> {
    return vendorOf(context, row.vendorId);
  }
}
