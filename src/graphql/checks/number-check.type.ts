import { Field, ObjectType } from "type-graphql";
import type { MessageLocale } from "../../core/errors.js";
import { phraseWords } from "../../core/messages/phrases.js";
import type { LineType } from "../../core/phone.js";
import type { LookUpState } from "../../manage/checks/look-up-request.js";
import type { NumberVerdict } from "../../manage/checks/check-numbers.js";
import { instance } from "../instance.js";
import { LookUpStateEnum } from "./look-up-state.enum.js";
import { NetworkType } from "../network.type.js";
import { LineTypeEnum } from "../otp/send-enums.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import { PhoneNumberScalar } from "../scalars/phone-number.js";

@ObjectType("NumberCheck", { description: "What is known of a number or an e-mail address." })
export class NumberCheckType {
  @Field(() => String, { description: "What was asked about, as it was given." })
  input!: string;

  @Field(() => Boolean, {
    description:
      "True for a number that can exist, and for an address whose domain is not known to take no " +
      "mail; unless a vendor says that there is no such number.",
  })
  valid!: boolean;

  @Field(() => PhoneNumberScalar, {
    nullable: true,
    description: "The number as E.164; null when the input is no number.",
  })
  phone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The address in small letters; null when the input is no address.",
  })
  email!: string | null;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country of the number; null when the input is no number.",
  })
  country!: string | null;

  @Field(() => LineTypeEnum, {
    nullable: true,
    description: "The kind of line; null when the input is no number.",
  })
  lineType!: LineType | null;

  @Field(() => NetworkType, {
    nullable: true,
    description:
      "The network: as a vendor told, else the one that the number's range was given to; null " +
      "when neither is known.",
  })
  network!: NetworkType | null;

  @Field(() => [String], {
    description:
      "What is wrong or odd, in the language of Accept-Language; empty when nothing is. A " +
      "disposable e-mail domain is told here.",
  })
  reasons!: string[];

  @Field(() => String, {
    nullable: true,
    description:
      "What was most likely meant by an input that is not valid, to be confirmed by whoever " +
      "wrote it; null when there is no good guess.",
  })
  suggestion!: string | null;

  @Field(() => LookUpStateEnum, {
    nullable: true,
    description: "What came of the look-up; null when none was asked for, or there is no number.",
  })
  lookUp!: LookUpState | null;

  @Field(() => DateTimeScalar, {
    description: "When the source said so: answers of vendors and of name servers are kept.",
  })
  checkedAt!: Date;

  @Field(() => String, {
    description:
      "Who said so last: libphonenumber (the numbering plans), syntax (the form of an address), " +
      "mx (the domain name system) or the slug of a vendor.",
  })
  source!: string;

  verdict!: NumberVerdict;
}

/** A verdict as the API shows it. */
export function toNumberCheck(verdict: NumberVerdict, locale: MessageLocale): NumberCheckType {
  const { isValid, reasons, network, input, phone, email, country, lineType } = verdict;
  const { suggestion, checkedAt, source, lookUp } = verdict;
  return instance(NumberCheckType, {
    ...{ input, phone, email, country, lineType, suggestion, checkedAt, source, verdict },
    lookUp,
    valid: isValid,
    network: network === null ? null : instance(NetworkType, network),
    reasons: reasons.map((reason) => phraseWords(reason, locale)),
  });
}
