import { describe, expect, it } from "vitest";
import { errorCodes } from "../../../src/vendors/twilio/codes.js";
import { numbersIn } from "../published-codes.js";

/**
 * Codes that the dictionary files under messaging, and those that Twilio's "Health Score for
 * Messaging" counts as what befalls messages; those of registering senders are left out.
 */
const published = {
  requests:
    "14101 14103 19023 20003-20006 20008 20403-20404 20410 20422 20429 20500 20503 21211-21212 " +
    "21214 21217 21265-21268 21401 21408 21601-21612 21614 21616-21624 21626-21627 21635 " +
    "21652-21661 21701-21705 21708-21709 21711 21900-21902 21910 35111 35114 35118",
  delivery: "30001-30042 30100-30125 30127-30133 30400 30404 30409-30410 30450 30453",
  channels: "63001-63003 63005-63047 63051",
  media: "11200 11205 11210 11215 11220 11237 11751 12300",
  "look-ups": "60600-60601 60606-60614 60616-60621 60699",
};
/** Within those ranges, in no copy at hand. */
const unlisted = new Set(["30041"]);

describe("the table of Twilio", () => {
  it.each(Object.entries(published))("knows every code of %s", (_, list) => {
    expect(numbersIn(list).filter((code) => !errorCodes.has(code) && !unlisted.has(code))).toEqual(
      [],
    );
  });

  // In the words of each code's page.
  it.each([
    ["21211", "Invalid 'To' Phone Number", "RECIPIENT_PERMANENT"],
    ["21610", "Attempt to send to unsubscribed recipient", "RECIPIENT_PERMANENT"],
    ["21612", "not currently reachable via SMS", "ROUTE_BLOCKED"],
    ["21702", "not available to send new messages: retry your API call", "VENDOR_DOWN"],
    ["20429", "Too Many Requests", "THROTTLED"],
    ["20003", "Permission Denied", "ACCOUNT"],
    ["30003", "Unreachable destination handset", "RECIPIENT_TEMPORARY"],
    ["30004", "blocked … or the device does not have sufficient signal", "ROUTE_BLOCKED"],
    ["30005", "Unknown destination handset", "RECIPIENT_PERMANENT"],
    ["30007", "Message filtered", "ROUTE_BLOCKED"],
    ["30010", "Message price exceeds max price", "ROUTE_BLOCKED"],
    ["30021", "prevented Twilio from processing", "VENDOR_DOWN"],
    ["30042", "The Sender ID is blocked as generic", "CONTENT"],
    ["30410", "Provider Timeout Error", "OUTCOME_UNKNOWN"],
    ["63010", "Twilio's platform encountered an internal error", "VENDOR_DOWN"],
    ["63017", "a higher combined rate than 2000 messages-per-second", "THROTTLED"],
    ["63026", "Channel sender content flagged as spam", "ROUTE_BLOCKED"],
    ["63029", "The receiver failed to download the template", "RECIPIENT_TEMPORARY"],
    ["63032", "User's number is part of an experiment", "ROUTE_BLOCKED"],
    [
      "63036",
      "cannot be reached by RBM at this time: device is switched off",
      "RECIPIENT_TEMPORARY",
    ],
    ["60205", "SMS is not supported by landline phone number", "RECIPIENT_PERMANENT"],
    ["60410", "Verification delivery attempt blocked", "ROUTE_BLOCKED"],
    ["60616", "Lookup rate limit exceeded", "THROTTLED"],
  ])("reads %s, %j, as %s", (code, _, failureClass) => {
    expect(errorCodes.get(code)).toBe(failureClass);
  });
});
