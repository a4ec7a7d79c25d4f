import type { englishMessages } from "./messages/en.js";

/** Every code that a DomainError can carry. */
export type ErrorCode = keyof typeof englishMessages;

/**
 * Codes of top-level GraphQL errors (`extensions.code`); all others are user errors of mutations.
 */
export const topLevelCodes = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_REQUEST",
  "LIMITED",
  "CURSOR_EXPIRED",
  "UNAVAILABLE",
  "INTERNAL",
] as const satisfies readonly ErrorCode[];

/** Codes that only a download of an export answers with, in the form of GraphQL's errors. */
export const downloadCodes = [
  "LINK_INVALID",
  "LINK_EXPIRED",
  "EXPORT_EXPIRED",
] as const satisfies readonly ErrorCode[];

/** A code of `extensions.code`. */
export type TopLevelCode = (typeof topLevelCodes)[number];

const planInputCodes = [
  "INVALID_KEY",
  "NO_STEPS",
  "TOO_MANY_STEPS",
  "NO_VENDORS",
  "VENDOR_NOT_FOUND",
  "ACCOUNT_NOT_FOUND",
  "CHANNEL_NOT_OFFERED",
  "WEIGHT_MISSING",
  "OUT_OF_RANGE",
  "INVALID_MONEY",
  "INVALID_TEMPLATE",
  "INVALID_LOCALE",
  "STRATEGY_NOT_AVAILABLE",
  "TOO_LONG",
  "TOO_MANY_ITEMS",
  "INVALID_TEXT",
  "UNKNOWN_COUNTRY",
  "DUPLICATE_ITEM",
] as const satisfies readonly ErrorCode[];

/**
 * The codes that each mutation may answer with, in the order of its GraphQL enum
 * (`sendOtp` → enum SendOtpErrorCode). A code may be added to a list, never taken out.
 */
export const mutationErrorCodes = {
  createPlan: ["KEY_TAKEN", ...planInputCodes],
  revisePlan: ["NOT_FOUND", "PLAN_ARCHIVED", "REVISION_CONFLICT", "KEY_FIXED", ...planInputCodes],
  rollBackPlan: ["NOT_FOUND", "PLAN_ARCHIVED", "REVISION_CONFLICT", "REVISION_NOT_FOUND"],
  archivePlan: ["NOT_FOUND"],

  sendOtp: [
    "PLAN_NOT_FOUND",
    "PLAN_ARCHIVED",
    "RECIPIENT_MISSING",
    "INVALID_PHONE",
    "COUNTRY_MISMATCH",
    "INVALID_EMAIL",
    "INVALID_LOCALE",
    "INVALID_CODE",
    "INVALID_IP",
    "INVALID_MONEY",
    "TOO_LONG",
    "TOO_MANY_ITEMS",
    "IDEMPOTENCY_CONFLICT",
    "COUNTRY_NOT_SERVED",
    "NO_ROUTE",
    "BUDGET_EXHAUSTED",
    "COST_CAP_TOO_LOW",
    "BLOCKED_BY_GUARD",
    "RATE_LIMITED",
    "INVALID_TEXT",
    "UNKNOWN_COUNTRY",
    "DUPLICATE_ITEM",
  ],
  resendOtp: [
    "NOT_FOUND",
    "SEND_CLOSED",
    "COOLDOWN",
    "RESENDS_EXHAUSTED",
    "CHANNEL_NOT_IN_PLAN",
    "NO_ROUTE",
    "BUDGET_EXHAUSTED",
    "COST_CAP_TOO_LOW",
    "BLOCKED_BY_GUARD",
    "IDEMPOTENCY_CONFLICT",
    "TOO_LONG",
    "INVALID_TEXT",
  ],
  verifyOtp: ["NOT_FOUND", "TOO_LONG", "RATE_LIMITED"],
  cancelSend: ["NOT_FOUND", "SEND_CLOSED"],
  reportVerified: ["NOT_FOUND", "SEND_CLOSED", "INVALID_TIME"],

  connectVendor: [
    "VENDOR_NOT_FOUND",
    "CHANNEL_NOT_OFFERED",
    "NO_CHANNELS",
    "CREDENTIAL_MISSING",
    "CREDENTIAL_UNKNOWN",
    "LABEL_TAKEN",
    "INVALID_SENDER",
    "OUT_OF_RANGE",
    "TOO_LONG",
    "TOO_MANY_ITEMS",
    "INVALID_TEXT",
    "UNKNOWN_COUNTRY",
    "DUPLICATE_ITEM",
    "INVALID_CREDENTIAL",
  ],
  testVendorAccount: ["NOT_FOUND", "ACCOUNT_DISCONNECTED", "RATE_LIMITED"],
  rotateVendorCredentials: [
    "NOT_FOUND",
    "ACCOUNT_DISCONNECTED",
    "CREDENTIAL_MISSING",
    "CREDENTIAL_UNKNOWN",
    "TOO_LONG",
    "TOO_MANY_ITEMS",
    "INVALID_TEXT",
    "DUPLICATE_ITEM",
    "INVALID_CREDENTIAL",
  ],
  changeVendorAccount: [
    "NOT_FOUND",
    "ACCOUNT_DISCONNECTED",
    "LABEL_TAKEN",
    "INVALID_SENDER",
    "OUT_OF_RANGE",
    "TOO_LONG",
    "TOO_MANY_ITEMS",
    "INVALID_TEXT",
    "UNKNOWN_COUNTRY",
    "DUPLICATE_ITEM",
  ],
  disconnectVendor: ["NOT_FOUND"],
  pauseVendor: [
    "VENDOR_NOT_FOUND",
    "CHANNEL_NOT_OFFERED",
    "UNKNOWN_COUNTRY",
    "TOO_LONG",
    "INVALID_TEXT",
  ],
  resumeVendor: ["VENDOR_NOT_FOUND", "CHANNEL_NOT_OFFERED", "UNKNOWN_COUNTRY", "NOT_PAUSED"],

  setBudget: [
    "PLAN_NOT_FOUND",
    "PLAN_REQUIRED",
    "PLAN_NOT_ALLOWED",
    "COUNTRY_REQUIRED",
    "COUNTRY_NOT_ALLOWED",
    "UNKNOWN_COUNTRY",
    "INVALID_MONEY",
    "OUT_OF_RANGE",
    "TOO_MANY_ITEMS",
    "DUPLICATE_ITEM",
  ],
  removeBudget: ["NOT_FOUND"],
  setGuardRule: [
    "GUARD_NOT_AVAILABLE",
    "UNKNOWN_COUNTRY",
    "OUT_OF_RANGE",
    "WINDOW_INCOMPLETE",
    "WINDOW_NOT_ALLOWED",
  ],
  acknowledgeAlert: ["NOT_FOUND"],

  requestExport: [
    "INVALID_RANGE",
    "OUT_OF_RANGE",
    "GROUP_BY_REQUIRED",
    "GROUP_BY_NOT_ALLOWED",
    "PLAN_NOT_FOUND",
    "UNKNOWN_COUNTRY",
    "TOO_LONG",
    "TOO_MANY_ITEMS",
    "INVALID_TEXT",
    "DUPLICATE_ITEM",
    "TOO_MANY_EXPORTS",
  ],

  requestListCheck: [
    "UPLOAD_NOT_FOUND",
    "UNKNOWN_COUNTRY",
    "LOOK_UP_ACCOUNT",
    "LOOK_UP_PRICE",
    "NO_EXCHANGE_RATE",
    "INVALID_MONEY",
    "TOO_MANY_LIST_CHECKS",
  ],
  startListCheck: ["NOT_FOUND", "NOT_ESTIMATED", "INVALID_MONEY", "BUDGET_TOO_SMALL"],
  cancelListCheck: ["NOT_FOUND", "LIST_CHECK_OVER"],

  createApiKey: [
    "ROLE_NOT_ALLOWED",
    "SCOPE_NOT_HELD",
    "INVALID_EXPIRY",
    "TOO_MANY_KEYS",
    "TENANT_NOT_FOUND",
    "TENANT_REQUIRED",
    "TENANT_NOT_ALLOWED",
    "TOO_LONG",
    "INVALID_TEXT",
    "DUPLICATE_ITEM",
  ],
  revokeApiKey: ["NOT_FOUND"],

  createTenant: [
    "SLUG_TAKEN",
    "INVALID_SLUG",
    "UNKNOWN_CURRENCY",
    "INVALID_TIME_ZONE",
    "INVALID_LOCALE",
    "TOO_LONG",
    "INVALID_TEXT",
  ],
  updateTenant: [
    "NOT_FOUND",
    "INVALID_TIME_ZONE",
    "INVALID_LOCALE",
    "INVALID_MONEY",
    "OUT_OF_RANGE",
    "TOO_LONG",
    "INVALID_TEXT",
  ],
  listVendor: [
    "SLUG_TAKEN",
    "INVALID_SLUG",
    "ADAPTER_NOT_FOUND",
    "CHANNEL_NOT_OFFERED",
    "NO_CHANNELS",
    "INVALID_URL",
    "TOO_LONG",
    "INVALID_TEXT",
  ],
  setExchangeRate: ["UNKNOWN_CURRENCY", "SAME_CURRENCY", "INVALID_RATE", "INVALID_TIME"],
  importExchangeRates: [
    "SOURCE_REQUIRED",
    "UPLOAD_NOT_FOUND",
    "INVALID_SHEET",
    "TOO_LONG",
    "LINES_REJECTED",
  ],
  importRateSheet: [
    "VENDOR_NOT_FOUND",
    "ACCOUNT_NOT_FOUND",
    "SOURCE_REQUIRED",
    "UPLOAD_NOT_FOUND",
    "INVALID_SHEET",
    "TOO_LONG",
    "LINES_REJECTED",
  ],
  reconcileInvoice: [
    "VENDOR_NOT_FOUND",
    "ACCOUNT_NOT_FOUND",
    "UPLOAD_NOT_FOUND",
    "INVOICE_FORMAT",
    "INVALID_INVOICE",
    "INVALID_RANGE",
    "MAPPING_REQUIRED",
    "MAPPING_AMOUNT",
    "MAPPING_CURRENCY",
    "UNKNOWN_CURRENCY",
    "INVALID_TEXT",
    "TOO_LONG",
    "TOO_MANY_ITEMS",
    "DUPLICATE_ITEM",
    "RATE_LIMITED",
  ],
} as const satisfies Readonly<Record<string, readonly ErrorCode[]>>;

/** A mutation that answers with user errors. */
export type MutationName = keyof typeof mutationErrorCodes;
/** The codes of one mutation. */
export type MutationErrorCode<M extends MutationName> = (typeof mutationErrorCodes)[M][number];
