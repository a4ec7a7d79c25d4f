import { describe, expect, it } from "vitest";
import { errorCodes } from "../../../src/vendors/vonage/codes.js";

/** As the errors of Messages API and of all APIs are listed, in Vonage's order. */
const published = (
  "1000 1010 1020 1021 1022 1030 1040 1050 1060 1070 1080 1090 1100 1120 1130 1140 1150 " +
  "1160 1170 1180 1190 1200 1210 1220 1230 1240 1241 1242 1250 1251 1260 1270 1280 1282 " +
  "1290 1300 1310 1320 1330 1331 1340 1350 1360 1370 1380 1381 1382 1400 1410 1420 1430 " +
  "1431 1440 1450 1451 1460 1461 1470 1472 1473 1474 1475 1476 1480 1481 1482 1483 1484 " +
  "1490 2001 2002 2003 low-balance unauthorized forbidden not-found unprovisioned " +
  "account-suspended jwt-expired jwt-revoked invalid-api-key invalid-params invalid-signature " +
  "invalid-ip multiple-auth-methods invalid-id invalid-json throttled wrong-verb " +
  "accept-header content-type-header unavailable-legal application-suspended"
).split(" ");

describe("the table of Vonage", () => {
  it("knows every code that Vonage lists", () => {
    expect(published.filter((code) => !errorCodes.has(code))).toEqual([]);
  });

  it.each([
    [
      "1040",
      "unable to process … an unrecognised prefix for the phone number",
      "RECIPIENT_PERMANENT",
    ],
    ["1180", "Destination temporarily unavailable", "RECIPIENT_TEMPORARY"],
    ["1190", "to is no longer active", "RECIPIENT_PERMANENT"],
    ["1240", "the user has already sent a STOP opt-out message", "RECIPIENT_PERMANENT"],
    ["1250", "The chosen route to send your message is not available", "ROUTE_BLOCKED"],
    ["1290", "to's pre-paid account does not have enough credit", "RECIPIENT_TEMPORARY"],
    ["1331", "The provider is not responding or unable to process the request", "VENDOR_DOWN"],
    ["1400", "The channel specified in the request is not supported", "CONTENT"],
    ["1461", "not delivered by Provider to avoid excessive messages", "ROUTE_BLOCKED"],
    ["1474", "Rejected due to Fraud Defender country block", "ROUTE_BLOCKED"],
    ["1490", "The overall delivery status of this message is unknown", "OUTCOME_UNKNOWN"],
    ["low-balance", "could not be performed due to your account balance being low", "ACCOUNT"],
    ["throttled", "You have hit the rate limit for the API", "THROTTLED"],
    ["unavailable-legal", "unavailable … due to international sanctions", "ROUTE_BLOCKED"],
  ])("reads %s, %j, as %s", (code, _, failureClass) => {
    expect(errorCodes.get(code)).toBe(failureClass);
  });
});
