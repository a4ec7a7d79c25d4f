import { Field, ID, ObjectType } from "type-graphql";
import { type AlertKind, alertMessage, type AlertSeverity } from "../../core/alert.js";
import type { MessageLocale } from "../../core/errors.js";
import { encodeId } from "../../core/ids.js";
import type { AlertRow } from "../../manage/alerts/ports.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { AlertKindEnum, AlertSeverityEnum } from "./alert-enums.js";

@ObjectType("Alert", {
  implements: Node,
  description: "Something that wants attention; raised once per cause and period.",
})
export class AlertType implements Node {
  @Field(() => ID, { description: "The alert's id." })
  id!: string;

  @Field(() => AlertKindEnum, { description: "What it is about." })
  kind!: AlertKind;

  @Field(() => AlertSeverityEnum, { description: "How urgent it is." })
  severity!: AlertSeverity;

  @Field(() => String, { description: "A sentence for people, in their language." })
  message!: string;

  @Field(() => DateTimeScalar, { description: "When it was raised." })
  raisedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When its cause was gone; null while it lasts. About a budget: when its limit or its " +
      "thresholds were changed so that there is room again, it was removed, or its period ended. " +
      "What is passed again after a change is another alert.",
  })
  resolvedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When somebody acknowledged it; null before.",
  })
  acknowledgedAt!: Date | null;

  /** For the links. */
  vendorUuid!: string | null;
  planUuid!: string | null;
  budgetUuid!: string | null;
}

/** An alert as the API shows it. */
export function toAlert(row: AlertRow, locale: MessageLocale): AlertType {
  return instance(AlertType, {
    id: encodeId("alert", row.id),
    kind: row.facts.kind,
    severity: row.severity,
    message: alertMessage(row.facts, locale),
    raisedAt: row.raisedAt,
    resolvedAt: row.resolvedAt,
    acknowledgedAt: row.acknowledgedAt,
    vendorUuid: row.vendorId,
    planUuid: row.planId,
    budgetUuid: row.budgetId,
  });
}
