import { Field, ID, InputType } from "type-graphql";
import { decodeId, type IdKind } from "../../core/ids.js";
import type { Channel, SendStatus } from "../../core/otp/status.js";
import type { EventFilter } from "../../flow/reads.js";
import type { SendEventType } from "../../flow/rows.js";
import { ChannelEnum } from "../channel.enum.js";
import { checkCountries, checkVendors } from "../list-args.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { SendStatusEnum } from "./send-enums.js";
import { SendEventTypeEnum } from "./send-event-type.enum.js";

/** A uuid that no row has: what a malformed or foreign-kind id is looked up as. */
export const nobody = "ffffffff-ffff-ffff-ffff-ffffffffffff";

@InputType("EventFilter", {
  description: "Which events to read; all conditions that are given must hold.",
})
export class EventFilterInput {
  @Field(() => ID, { nullable: true, description: "Events of this send only." })
  sendId?: string | null;

  @Field(() => ID, { nullable: true, description: "Events of sends through this plan only." })
  planId?: string | null;

  @Field(() => [SendEventTypeEnum], { nullable: true, description: "Events of these kinds only." })
  types?: SendEventType[] | null;

  @Field(() => [ChannelEnum], {
    nullable: true,
    description: "Events of attempts on these channels only.",
  })
  channels?: Channel[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Events of attempts at these vendors only, by slug.",
  })
  vendors?: string[] | null;

  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: "Events of sends to numbers of these countries only.",
  })
  countries?: string[] | null;

  @Field(() => [SendStatusEnum], {
    nullable: true,
    description: "Events at which the send stood in one of these statuses only.",
  })
  statuses?: SendStatus[] | null;
}

/**
 * The filter with decoded ids; conditions that are not given are left out. Throws BAD_REQUEST for
 * what nothing can be called.
 */
export function toEventFilter(input: EventFilterInput | null | undefined): EventFilter {
  const { sendId, planId, types, channels, vendors, countries, statuses } = input ?? {};
  checkVendors(vendors, ["filter", "vendors"]);
  checkCountries(countries, ["filter", "countries"]);
  return present({
    sendId: uuidOf("send", sendId),
    planId: uuidOf("plan", planId),
    ...{ types, channels, vendors, countries, statuses },
  });
}

/**
 * The uuid of a given id, a uuid that matches nothing for one of another kind,
 * undefined when not given.
 */
export function uuidOf(kind: IdKind, id: string | null | undefined): string | undefined {
  return id === null || id === undefined ? undefined : (decodeId(kind, id) ?? nobody);
}

/** Without the members that are null or undefined. */
export function present<T extends object>(members: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const given = Object.entries(members).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return Object.fromEntries(given) as { [K in keyof T]?: NonNullable<T[K]> };
}
