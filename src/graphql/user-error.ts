import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import {
  type ErrorCode,
  type MutationErrorCode,
  type MutationName,
  mutationErrorCodes,
} from "../core/error-codes.js";
import { type DomainError, type MessageLocale, messageOf } from "../core/errors.js";
import { englishMessages } from "../core/messages/en.js";
import { enumType } from "./enum-type.js";

@InterfaceType("UserError", {
  description: "Something that the caller can put right; expected, and never an error of ours.",
})
export abstract class UserError {
  @Field(() => String, {
    description: "A sentence for people, in the language of Accept-Language (en or id).",
  })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description:
      "The path into the input, list positions counted from 0; null when it is about the " +
      "whole request.",
  })
  field!: string[] | null;
}

/** The GraphQL class of one mutation's errors. */
export type UserErrorClass<C extends string> = new () => UserError & {
  code: C;
  retryAfterMs: number | null;
};

/**
 * Makes a mutation's own error type and code enum: `sendOtp` → SendOtpUserError with code
 * SendOtpErrorCode.
 *
 * @param options retryAfter: true when one of the codes says when to try again
 */
export function userErrorType<M extends MutationName>(
  mutation: M,
  options: { readonly retryAfter: boolean } = { retryAfter: false },
): UserErrorClass<MutationErrorCode<M>> {
  const name = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}`;
  const codes = mutationErrorCodes[mutation] as readonly ErrorCode[];
  const codeEnum = enumType(
    `${name}ErrorCode`,
    `Every code that ${mutation} can answer with; new ones may be added.`,
    Object.fromEntries(codes.map((code) => [code, sentenceOf(code)])),
  );

  @ObjectType(`${name}UserError`, {
    implements: UserError,
    description: `Why ${mutation} did not do all that was asked.`,
  })
  class MutationUserError extends UserError {
    @Field(() => codeEnum, { description: "What is wrong, for programs; a code never changes." })
    code!: MutationErrorCode<M>;

    declare retryAfterMs: number | null;
  }
  if (options.retryAfter) {
    Field(() => Int, {
      nullable: true,
      description:
        "Milliseconds after which the same request may succeed; null when waiting does not help.",
    })(MutationUserError.prototype, "retryAfterMs");
  }
  return MutationUserError;
}

/** Expected failures as a payload's userErrors. */
export function toUserErrors<C extends string>(
  type: UserErrorClass<C>,
  errors: readonly DomainError[],
  locale: MessageLocale,
): InstanceType<UserErrorClass<C>>[] {
  return errors.map((error) =>
    Object.assign(new type(), {
      code: error.code as string as C,
      message: messageOf(error, locale),
      field: error.field === null ? null : [...error.field],
      retryAfterMs: error.retryAfterMs,
    }),
  );
}

function sentenceOf(code: ErrorCode): string {
  const text: string = englishMessages[code];
  return text.endsWith("}") ? `${text}.` : text;
}
