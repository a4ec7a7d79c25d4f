import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { encodeCursor } from "../../core/cursor.js";
import type { Page } from "../../flow/reads.js";
import type { IncidentPage, VendorIncidentRow } from "../../manage/vendors/ports.js";
import { requireKey } from "../auth.js";
import {
  afterDescription,
  type Connection,
  connectionType,
  firstDescription,
  readPage,
  toConnection,
} from "../connection.js";
import { type GraphqlContext, load, type LoaderKind } from "../context.js";
import { momentPosition } from "../moment-position.js";
import { VendorType } from "./vendor.type.js";
import { toVendorIncident, VendorIncidentType } from "./vendor-incident.type.js";

const VendorIncidentConnection = connectionType<VendorIncidentType>(
  "VendorIncident",
  () => VendorIncidentType,
);

interface IncidentsKey extends IncidentPage {
  readonly vendorId: string;
}

/** Pages of vendors' incidents; pages of one size and place are one statement. */
const incidentsOfVendor: LoaderKind<IncidentsKey, Page<VendorIncidentRow>> = {
  keyText: (key) => `${key.vendorId} ${pageText(key)}`,
  async batch(context, keys) {
    const { vendors } = context.ports.catalogue;
    const viewer = requireKey(context);
    const pages = new Map<IncidentsKey, Page<VendorIncidentRow>>();
    for (const group of Map.groupBy(keys, pageText).values()) {
      const [first] = group;
      if (first !== undefined) {
        const ids = group.map(({ vendorId }) => vendorId);
        const read = await vendors.incidentsOfVendors(viewer, ids, first);
        group.forEach((key, index) => pages.set(key, read[index] as Page<VendorIncidentRow>));
      }
    }
    return keys.map((key) => pages.get(key) as Page<VendorIncidentRow>);
  },
};

function pageText({ openOnly, limit, after }: IncidentsKey): string {
  return `${openOnly} ${limit} ${after?.at.toISOString() ?? ""} ${after?.id ?? ""}`;
}

@Resolver(() => VendorType)
export class VendorIncidentsResolver {
  @FieldResolver(() => VendorIncidentConnection, {
    description:
      "When it was out of use for you, the latest first: outages of the marketplace's and your " +
      "own accounts, and pauses. What is lost on a single network is told by health alone.",
  })
  async incidents(
    @Root() vendor: VendorType,
    @Ctx() context: GraphqlContext,
    @Arg("first", () => Int, { nullable: true, defaultValue: 20, description: firstDescription })
    first: number,
    @Arg("openOnly", () => Boolean, {
      nullable: true,
      defaultValue: false,
      description: "True for those only that last.",
    })
    openOnly: boolean,
    @Arg("after", () => String, { nullable: true, description: afterDescription })
    after?: string | null,
  ): Promise<Connection<VendorIncidentType>> {
    const vendorId = vendor.row.id;
    const kind = `incidents:${vendorId}`;
    const page = readPage(first, after, kind);
    const key = { vendorId, openOnly, limit: page.limit, after: momentPosition(page.after) };
    return toConnection({
      ...(await load(context, incidentsOfVendor, key)),
      isAfter: page.after !== null,
      toNode: (row) => toVendorIncident(row, context.locale),
      cursorOf: (row) => encodeCursor([row.startedAt.getTime(), row.id], kind),
      count: () => Promise.resolve(null),
    });
  }
}
