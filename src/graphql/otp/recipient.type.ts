import { Field, ObjectType } from "type-graphql";
import { maskEmail } from "../../core/email.js";
import { type LineType, maskPhone } from "../../core/phone.js";
import type { SendRow } from "../../flow/rows.js";
import { instance } from "../instance.js";
import { NetworkType } from "../network.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { PhoneNumberScalar } from "../scalars/phone-number.js";
import { LineTypeEnum } from "./send-enums.js";

@ObjectType("Recipient", { description: "Whom a code goes to; masked without RECIPIENT_READ." })
export class RecipientType {
  @Field(() => PhoneNumberScalar, {
    nullable: true,
    description: "The phone number; null when only an e-mail address was given.",
  })
  phone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The e-mail address; null when only a phone number was given.",
  })
  email!: string | null;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The number's country; null without a number.",
  })
  country!: string | null;

  @Field(() => NetworkType, {
    nullable: true,
    description: "The network that the number's range was given to; null when that is not known.",
  })
  network!: NetworkType | null;

  @Field(() => LineTypeEnum, {
    nullable: true,
    description: "The kind of line by the number's range; null without a number.",
  })
  lineType!: LineType | null;
}

/**
 * A send's recipient.
 *
 * @param opened what the send's cipher holds
 * @param isReadable true with the scope RECIPIENT_READ
 */
export function toRecipient(
  row: SendRow,
  opened: { readonly phone: string | null; readonly email: string | null },
  isReadable: boolean,
): RecipientType {
  const { phone, email } = opened;
  return instance(RecipientType, {
    phone: phone === null || isReadable ? phone : maskPhone(phone),
    email: email === null || isReadable ? email : maskEmail(email),
    country: row.country,
    network:
      row.mcc === null || row.mnc === null
        ? null
        : instance(NetworkType, { mcc: row.mcc, mnc: row.mnc, name: null }),
    lineType: row.lineType as LineType | null,
  });
}
