import { Field, ID, InputType } from "type-graphql";
import { parseEmail } from "../../core/email.js";
import { textLengthMax } from "../../core/limits.js";
import type { Channel, SendStatus, VerificationStatus } from "../../core/otp/status.js";
import { parsePhone } from "../../core/phone.js";
import type { SendFilter } from "../../flow/reads.js";
import { ChannelEnum } from "../channel.enum.js";
import { badRequest } from "../errors.js";
import { checkCountries, checkName, checkVendors } from "../list-args.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { TimeRangeInput } from "../time-range.input.js";
import { present, uuidOf } from "./event-filter.input.js";
import { SendStatusEnum, VerificationStatusEnum } from "./send-enums.js";

@InputType("SendFilter", {
  description: "Which sends to list; all conditions that are given must hold.",
})
export class SendFilterInput {
  @Field(() => ID, { nullable: true, description: "Sends through this plan only." })
  planId?: string | null;

  @Field(() => [SendStatusEnum], {
    nullable: true,
    description: "Sends in one of these statuses only.",
  })
  statuses?: SendStatus[] | null;

  @Field(() => [VerificationStatusEnum], {
    nullable: true,
    description: "Sends whose verification stands at one of these only.",
  })
  verification?: VerificationStatus[] | null;

  @Field(() => [ChannelEnum], {
    nullable: true,
    description: "Sends with an attempt on one of these channels only.",
  })
  channels?: Channel[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Sends with an attempt at one of these vendors only, by slug.",
  })
  vendors?: string[] | null;

  @Field(() => [CountryCodeScalar], {
    nullable: true,
    description: "Sends to numbers of these countries only.",
  })
  countries?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Sends to this phone number (E.164) or e-mail address only.",
  })
  recipient?: string | null;

  @Field(() => String, { nullable: true, description: "Sends for this purpose only." })
  purpose?: string | null;

  @Field(() => TimeRangeInput, {
    nullable: true,
    description: "Sends that were accepted in this stretch of time only.",
  })
  range?: TimeRangeInput | null;
}

/**
 * The filter with decoded ids; conditions that are not given are left out. Throws BAD_REQUEST for
 * what nothing can be called.
 */
export function toSendFilter(input: SendFilterInput | null | undefined): SendFilter {
  const { planId, statuses, verification, channels, vendors, countries } = input ?? {};
  const { purpose, range } = input ?? {};
  checkVendors(vendors, ["filter", "vendors"]);
  checkCountries(countries, ["filter", "countries"]);
  checkName(purpose, ["filter", "purpose"], textLengthMax.purpose);
  const recipient = recipientOf(input?.recipient);
  return present({
    planId: uuidOf("plan", planId),
    ...{ statuses, verification, channels, vendors, countries, recipient, purpose },
    from: range?.from,
    to: range?.to,
  });
}

/** The recipient as sends keep it; a masked one is refused, because it would match nothing. */
function recipientOf(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined) {
    return undefined;
  }
  const email = text.includes("@") ? parseEmail(text) : null;
  const phone = email === null ? parsePhone(text, null) : null;
  if (email?.ok === true) {
    return email.value;
  }
  if (phone?.ok === true) {
    return phone.value.e164;
  }
  throw badRequest(["filter", "recipient"], "must be a whole E.164 number or e-mail address.");
}
