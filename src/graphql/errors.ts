import { randomUUID } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { TopLevelCode } from "../core/error-codes.js";
import { type DomainError, domainError, type MessageLocale, messageOf } from "../core/errors.js";
import { QueueFull } from "../flow/group-commit.js";
import { refusedValue } from "./refused-value.js";

type TopLevelError = DomainError & { readonly code: TopLevelCode };

/**
 * A top-level error that clients may read: thrown by resolvers, limits and the server around them.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(readonly error: TopLevelError) {
    super(messageOf(error, "en"));
  }
}

/** Hears of every fault of ours, with the id that its caller was given. */
export type ReportFault = (reportId: string, fault: unknown) => void;

/** BAD_REQUEST that names the argument or field and the rule that it breaks. */
export function badRequest(field: readonly string[] | null, rule: string): ApiError {
  const reason = field === null || field.length === 0 ? rule : `${field.join(".")} ${rule}`;
  return apiError(domainError("BAD_REQUEST", field, { reason }));
}

/**
 * BAD_REQUEST for a question whose input breaks a rule of ours, in its caller's words.
 *
 * @param inside where the error's own path begins
 */
export function unusable(
  errors: readonly DomainError[],
  locale: MessageLocale,
  inside: readonly string[] = [],
): ApiError {
  const [error] = errors;
  const path = [...inside, ...(error?.field ?? [])];
  const field = path.length === 0 ? ["input"] : path;
  const rule = error === undefined ? "?" : messageOf(error, locale);
  return apiError(domainError("BAD_REQUEST", field, { reason: `${field.join(".")}: ${rule}` }));
}

/** LIMITED, with when to try again. */
export function limited(limit: string, retryAfterMs: number): ApiError {
  return apiError(domainError("LIMITED", null, { limit }, retryAfterMs));
}

/** UNAVAILABLE, with when to try again. */
export function unavailable(retryAfterMs: number): ApiError {
  return apiError(domainError("UNAVAILABLE", null, {}, retryAfterMs));
}

/** An error of one of the codes that `errors` at the top of an answer may have. */
export function apiError(error: DomainError): ApiError {
  return new ApiError(error as TopLevelError);
}

const localeByError = new WeakMap<Error, MessageLocale>();

/** Remembers in which language an error is to be told, where whoever formats it cannot know. */
export function tellIn(locale: MessageLocale, errors: readonly Error[]): void {
  for (const error of errors) {
    localeByError.set(error, locale);
  }
}

/**
 * The one mask between faults and clients, for HTTP and WebSocket alike. Errors with a code pass;
 * what graphql says of a request is BAD_REQUEST; anything else is reported with an id and told as
 * INTERNAL.
 */
export function maskError(
  fault: unknown,
  report: ReportFault,
  locale: MessageLocale = "en",
): GraphQLFormattedError {
  const told = fault instanceof Error ? (localeByError.get(fault) ?? locale) : locale;
  const error = codedErrorIn(fault) ?? requestFault(fault, told) ?? internal(fault, report);
  const place = fault instanceof GraphQLError ? fault : null;
  return {
    message: messageOf(error, told),
    ...(place?.locations === undefined ? {} : { locations: place.locations }),
    ...(place?.path === undefined ? {} : { path: place.path }),
    extensions: extensionsOf(error),
  };
}

function extensionsOf(error: DomainError): Record<string, unknown> {
  const { oldestCursor, reportId } = error.params;
  return {
    code: error.code,
    ...(error.field === null ? {} : { field: error.field }),
    ...(error.retryAfterMs === null ? {} : { retryAfterMs: error.retryAfterMs }),
    ...(oldestCursor === undefined ? {} : { oldestCursor }),
    ...(reportId === undefined ? {} : { reportId }),
  };
}

/** The coded error behind a fault, through graphql's wrappers; null when there is none. */
export function codedErrorIn(fault: unknown): DomainError | null {
  for (let error = fault; error !== undefined && error !== null; ) {
    if (error instanceof ApiError) {
      return error.error;
    }
    if (error instanceof QueueFull) {
      return unavailable(1_000).error;
    }
    error = error instanceof GraphQLError ? error.originalError : null;
  }
  return null;
}

/**
 * Syntax, validation and coercion: graphql's own errors have no path,
 * or name a node of the request.
 */
function requestFault(fault: unknown, locale: MessageLocale): DomainError | null {
  if (!(fault instanceof GraphQLError)) {
    return null;
  }
  const original = fault.originalError;
  const isAboutRequest =
    fault.path === undefined
      ? original === undefined || original instanceof GraphQLError
      : original instanceof GraphQLError && original.nodes !== undefined;
  if (!isAboutRequest) {
    return null;
  }
  const { field, reason } = refusedValue(fault, locale);
  return domainError("BAD_REQUEST", field, { reason });
}

function internal(fault: unknown, report: ReportFault): DomainError {
  const reportId = randomUUID();
  report(reportId, fault instanceof GraphQLError ? (fault.originalError ?? fault) : fault);
  return domainError("INTERNAL", null, { reportId });
}
