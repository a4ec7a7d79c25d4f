/**
 * What callers ask of a send and what they get back: the signatures between graphql and the steps.
 */
import type { DomainError } from "../core/errors.js";
import type { Channel } from "../core/otp/status.js";
import type { KeyValue, SendRow } from "./rows.js";

/** sendOtp's input as it came, unchecked but for its types. */
export interface SendOtpRequest {
  readonly planKey: string;
  readonly idempotencyKey: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly defaultCountry: string | null;
  readonly locale: string | null;
  readonly purpose: string | null;
  readonly externalId: string | null;
  readonly metadata: readonly KeyValue[] | null;
  readonly code: string | null;
  readonly endUserIp: string | null;
  readonly maxCost: string | null;
}

/** send is null when nothing was stored; with errors and a send, the send is stored as BLOCKED. */
export interface SendOtpResult {
  readonly send: SendRow | null;
  readonly clientToken: string | null;
  readonly errors: readonly DomainError[];
}

/** A request to send the code once more. channel null = as the plan says. */
export interface ResendOtpRequest {
  readonly sendId: string;
  readonly idempotencyKey: string;
  readonly channel: Channel | null;
}

/** send null = there is none such; both are set when a sound request was refused. */
export interface ResendOtpResult {
  readonly send: SendRow | null;
  readonly errors: readonly DomainError[];
}

/** What a check of a code says; only VERIFIED is a success. */
export type VerifyResult =
  | "VERIFIED"
  | "WRONG_CODE"
  | "EXPIRED"
  | "CHECKS_EXHAUSTED"
  | "ALREADY_VERIFIED"
  | "CANCELED";

/** result null = a user error (not found, rate limited); checksLeft null with it. */
export interface VerifyOtpResult {
  readonly result: VerifyResult | null;
  readonly send: SendRow | null;
  readonly checksLeft: number | null;
  readonly errors: readonly DomainError[];
}

/** send null = there is none such, and an error says so. */
export interface SendResult {
  readonly send: SendRow | null;
  readonly errors: readonly DomainError[];
}

/** The steps that a caller can start, bound to their ports in app.ts. Ids are decoded uuids. */
export interface OtpService {
  sendOtp(tenantId: string, request: SendOtpRequest): Promise<SendOtpResult>;
  resendOtp(tenantId: string, request: ResendOtpRequest): Promise<ResendOtpResult>;
  verifyOtp(tenantId: string, sendId: string, code: string): Promise<VerifyOtpResult>;
  cancelSend(tenantId: string, sendId: string): Promise<SendResult>;
  reportVerified(tenantId: string, sendId: string, verifiedAt: Date | null): Promise<SendResult>;
}
