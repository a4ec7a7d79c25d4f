import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { encodeId } from "../../core/ids.js";
import { phraseWords } from "../../core/messages/phrases.js";
import type { ListCheckRow } from "../../manage/lists/ports.js";
import type { GraphqlContext } from "../context.js";
import { instance } from "../instance.js";
import { Node } from "../node.type.js";
import { CountryCodeScalar } from "../scalars/country-code.js";
import { DateTimeScalar } from "../scalars/date-time.js";
import {
  ListCheckStatusEnum,
  type ShownListStatus,
  shownStatus,
} from "./list-check-status.enum.js";
import { ListLookUpsType, toListLookUps } from "./list-look-ups.type.js";

@ObjectType("ListCheck", {
  implements: Node,
  description:
    "The check of a whole list of numbers and e-mail addresses, made in the background; seen by " +
    "the key that asked for it and by those with RECIPIENT_READ.",
})
export class ListCheckType implements Node {
  @Field(() => ID, { description: "The list check's id." })
  id!: string;

  @Field(() => ListCheckStatusEnum, { description: "How far it is." })
  status!: ShownListStatus;

  @Field(() => CountryCodeScalar, {
    nullable: true,
    description: "The country of numbers without a country code; null = such are not valid.",
  })
  defaultCountry!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many entries the list has; null before it was read.",
  })
  inputCount!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many distinct numbers of it are valid; null before it was read.",
  })
  numberCount!: number | null;

  @Field(() => ListLookUpsType, {
    nullable: true,
    description: "What is looked up at a vendor, for money; null = nothing is.",
  })
  lookUps!: ListLookUpsType | null;

  @Field(() => Int, { description: "How many entries were read, by the estimate or the check." })
  readCount!: number;

  @Field(() => Int, { description: "How many of those that were checked are not valid." })
  invalidCount!: number;

  @Field(() => Float, {
    nullable: true,
    description: "How much of it is checked, 0 to 1; null while the length is not known.",
  })
  progress!: number | null;

  @Field(() => Float, { description: "How many bytes of the result are written." })
  bytes!: number;

  @Field(() => String, {
    nullable: true,
    description:
      "Where the result is, as CSV with a line for each entry, in their order; good for an hour, " +
      "for whoever has it, with HTTP range requests. Null unless it is READY.",
  })
  downloadUrl!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The SHA-256 of the result, in hex; null unless it was READY.",
  })
  sha256!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why it failed, or did not start; null when nothing is wrong.",
  })
  error!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the result, or the estimate, goes; null while there is none.",
  })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, { description: "When it was asked for." })
  createdAt!: Date;
}

/** A list check as the API shows it now. */
export function toListCheck(row: ListCheckRow, context: GraphqlContext): ListCheckType {
  const { estimate, error, expiresAt, defaultCountry, createdAt, bytes } = row;
  const now = context.now();
  const status = shownStatus(row, now);
  return instance(ListCheckType, {
    id: encodeId("listCheck", row.id),
    ...{ status, defaultCountry, createdAt, expiresAt, bytes },
    inputCount: estimate?.inputs ?? null,
    numberCount: estimate?.numbers ?? null,
    lookUps: toListLookUps(row),
    readCount: row.inputsRead,
    invalidCount: row.invalid,
    progress: progressOf(row),
    downloadUrl:
      status === "READY" && expiresAt !== null
        ? context.ports.lists.downloadUrl(row, expiresAt, now)
        : null,
    sha256: row.sha256?.toString("hex") ?? null,
    error: error === null ? null : phraseWords(error, context.locale),
  });
}

function progressOf({ sha256, estimate, inputsRead }: ListCheckRow): number | null {
  if (sha256 !== null) {
    return 1;
  }
  // Not 1 before it can be downloaded.
  return estimate === null ? null : Math.min(0.999, inputsRead / estimate.inputs);
}
