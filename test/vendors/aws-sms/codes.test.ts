import {
  AccessDeniedExceptionReason,
  ConflictExceptionReason,
  EventType,
  ServiceQuotaExceededExceptionReason,
  ValidationExceptionReason,
} from "@aws-sdk/client-pinpoint-sms-voice-v2";
import * as package_ from "@aws-sdk/client-pinpoint-sms-voice-v2";
import { describe, expect, it } from "vitest";
import { events, tables } from "../../../src/vendors/aws-sms/codes.js";

const reasonEnums = [
  AccessDeniedExceptionReason,
  ConflictExceptionReason,
  ServiceQuotaExceededExceptionReason,
  ValidationExceptionReason,
];

describe("the tables of AWS End User Messaging", () => {
  it("have every error, reason and event of the package, and no other", () => {
    const errors = Object.keys(package_).filter((name) => /Exception$/.test(name));
    const own = errors.filter((name) => name !== "PinpointSMSVoiceV2ServiceException");
    const reasons = reasonEnums.flatMap((one) => Object.values(one) as string[]);
    const types = Object.values(EventType).filter(
      (name) => /^(TEXT|VOICE)_/.test(name) && !name.endsWith("_ALL"),
    );

    expect([...tables.errors.keys()].toSorted()).toEqual(own.toSorted());
    expect([...tables.reasons.keys()].toSorted()).toEqual([...new Set(reasons)].toSorted());
    expect([...events.keys()].toSorted()).toEqual(types.toSorted());
  });

  it.each([
    ["DESTINATION_PHONE_NUMBER_OPTED_OUT", "RECIPIENT_PERMANENT"],
    ["DESTINATION_PHONE_NUMBER_NOT_VERIFIED", "ACCOUNT"],
    ["DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION", "ROUTE_BLOCKED"],
    ["MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT", "ACCOUNT"],
    ["ACCOUNT_DISABLED", "ACCOUNT"],
    ["INSUFFICIENT_ACCOUNT_REPUTATION", "ACCOUNT"],
    ["NO_ORIGINATION_IDENTITIES_FOUND", "ACCOUNT"],
    ["PRICE_OVER_THRESHOLD", "ROUTE_BLOCKED"],
    ["SENDER_ID_NOT_REGISTERED", "CONTENT"],
  ])("say that %s is of class %s", (reason, failureClass) => {
    expect(tables.reasons.get(reason)).toBe(failureClass);
  });
});
