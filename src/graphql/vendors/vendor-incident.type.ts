import { Field, ObjectType } from "type-graphql";
import type { MessageLocale } from "../../core/errors.js";
import { healthWords } from "../../core/messages/reason-words.js";
import type { Channel } from "../../core/otp/status.js";
import type { VendorIncidentRow } from "../../manage/vendors/ports.js";
import { ChannelEnum } from "../channel.enum.js";
import { enumType } from "../enum-type.js";
import { instance } from "../instance.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";

export const IncidentKindEnum = enumType<VendorIncidentRow["kind"]>(
  "VendorIncidentKind",
  "What took a vendor out of use.",
  {
    OUTAGE: "It failed too often, or what it sent did not arrive any more.",
    PAUSE: "An operator or the tenant paused it.",
  },
);

@ObjectType("VendorIncident", {
  description: "A time in which a vendor was not used for you at a place.",
})
export class VendorIncidentType {
  @Field(() => IncidentKindEnum, { description: "What it was." })
  kind!: VendorIncidentRow["kind"];

  @Field(() => ChannelEnum, { nullable: true, description: "The channel; null = all of them." })
  channel!: Channel | null;

  @Field(() => CountryCodeScalar, { nullable: true, description: "The country; null = all." })
  country!: string | null;

  @Field(() => String, { description: "Why, in a sentence for people, in their language." })
  reason!: string;

  @Field(() => DateTimeScalar, { description: "When it began." })
  startedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the vendor was used again; null while it is not.",
  })
  endedAt!: Date | null;
}

/** An incident as the API shows it. */
export function toVendorIncident(
  row: VendorIncidentRow,
  locale: MessageLocale,
): VendorIncidentType {
  const { kind, channel, country, startedAt, endedAt } = row;
  return instance(VendorIncidentType, {
    kind,
    channel,
    country,
    reason: reasonOf(row, locale),
    startedAt,
    endedAt,
  });
}

function reasonOf({ kind, failures, note, byOperator }: VendorIncidentRow, locale: MessageLocale) {
  return kind === "OUTAGE"
    ? healthWords({ kind: "FAILURES", failures: failures ?? 0 }, locale)
    : healthWords(
        {
          kind: byOperator ? "PAUSED_BY_OPERATOR" : "PAUSED_BY_TENANT",
          place: null,
          reason: note ?? "",
        },
        locale,
      );
}
