import { Field, ID, InputType } from "type-graphql";

/** What every import of a table takes. */
@InputType()
export class SheetInput {
  @Field(() => String, {
    nullable: true,
    description: "The table itself, up to 200,000 characters; this or uploadId.",
  })
  csv?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "A file that was put to /uploads; this or csv.",
  })
  uploadId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "True: nothing is stored, and the answer says what would be.",
  })
  dryRun?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: "True: when one line is rejected, nothing is stored.",
  })
  strict?: boolean | null;
}

/** The same with what is left out filled in. */
export function sheetRequest({ csv, uploadId, dryRun, strict }: SheetInput) {
  return {
    csv: csv ?? null,
    uploadId: uploadId ?? null,
    dryRun: dryRun ?? false,
    strict: strict ?? false,
  };
}
