import { Field, ID, Int, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import type { PlanRow } from "../../manage/plans/ports.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";

@ObjectType("Plan", {
  implements: Node,
  description:
    "An ordered way to deliver one code. Plans are never changed in place: a change is a new " +
    "revision.",
})
export class PlanType implements Node {
  @Field(() => ID, { description: "The plan's id." })
  id!: string;

  @Field(() => String, { description: "The name by which sendOtp uses it; never changes." })
  key!: string;

  @Field(() => String, { description: "The name for people." })
  name!: string;

  @Field(() => Int, { description: "The number of the current revision, from 1." })
  revision!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was archived; null while sends can use it.",
  })
  archivedAt!: Date | null;

  @Field(() => DateTimeScalar, { description: "When it was created." })
  createdAt!: Date;

  /** The row's own id, for the links. */
  uuid!: string;
}

/** A plan as the API shows it. */
export function toPlan(row: PlanRow): PlanType {
  return instance(PlanType, {
    id: encodeId("plan", row.id),
    key: row.key,
    name: row.name,
    revision: row.currentRevision,
    archivedAt: row.archivedAt,
    createdAt: row.createdAt,
    uuid: row.id,
  });
}
