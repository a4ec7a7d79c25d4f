import { describe, expect, it } from "vitest";
import { statusOf } from "../../../src/vendors/infobip/codes.js";
import { classOfError, errorCodes } from "../../../src/vendors/infobip/error-codes.js";
import { send } from "../../../src/vendors/infobip/send.js";
import { accountAt } from "../contract-account.js";
import { oneAnswer, sampleMessage } from "../one-answer.js";
import { numbersIn } from "../published-codes.js";
import { contractFixture } from "./contract-fixture.js";

/** As Infobip's page "Response status and error codes" lists them, by its own headings. */
const published = {
  network:
    "1-2 5-9 11-13 21 27 31-36 255-262 500 502-504 507-509 565 573 581 628-629 1024-1031 " +
    "1152-1166 1281-1284 1536-1541 1792-1796 323 351-352 355 368 433 541-542 572 577-580 594 " +
    "597-598 601 603-604 607-609 2049 2052-2053 3041 4096 4099-4104 4202 10 15 20 24 51 71 345 " +
    "375 488 501 560-564 566 568-569 571 574 592 630-633 810-811 815 2048 2050-2051 4097-4098 5492",
  calls:
    "5000-5005 5400 5403-5404 5407-5408 5410 5413-5415 5480-5481 5484 5487-5488 5491 5501 5503 " +
    "5603 10000-10004 10100-10103 10200-10204 10300-10313 10400-10402",
  chat: "7001-7027 7029-7038 7050-7052 7080-7084 7102 7201 7280-7281",
  registry: "4106-4144 4146-4151 4153-4158",
};
const statuses = "2-15 17-21 23-26 29 31 51-64 83 87 91 96-100";

describe("the tables of Infobip", () => {
  it.each(Object.entries(published))("know every error of %s that it lists", (_, text) => {
    expect(numbersIn(text).filter((id) => !errorCodes.has(id))).toEqual([]);
  });

  it("know every status of messages and calls that it lists", () => {
    expect(numbersIn(statuses).filter((id) => !statusOf.has(id))).toEqual([]);
  });

  // The list's own names and word on whether they last.
  it.each([
    [1, "EC_UNKNOWN_SUBSCRIBER", true, "RECIPIENT_PERMANENT"],
    [6, "EC_ABSENT_SUBSCRIBER_SM", false, "RECIPIENT_TEMPORARY"],
    [13, "EC_CALL_BARRED", false, "RECIPIENT_TEMPORARY"],
    [351, "EC_INVALID_DESTINATION_ADDRESS", false, "RECIPIENT_TEMPORARY"],
    [541, "EC_LIMIT_REACHED", false, "THROTTLED"],
    [564, "EC_SC_BLOCKED", true, "ROUTE_BLOCKED"],
    [565, "EC_CANNOT_RECEIVE_SC", true, "ROUTE_BLOCKED"],
    [603, "EC_CONTENT_BLOCKED", true, "RECIPIENT_PERMANENT"],
    [608, "EC_SIGNALS_BLOCKED", false, "ROUTE_BLOCKED"],
    [628, "EC_TEMPORARY_HANDSET_FAILURE", true, "RECIPIENT_TEMPORARY"],
    [811, "EC_MESSAGE_EXPIRED", true, "RECIPIENT_TEMPORARY"],
    [815, "EC_MESSAGE_SUBMITTED_NOT_ACKED", true, "OUTCOME_UNKNOWN"],
    [2050, "EC_DEST_ADDRESS_BLACKLISTED", true, "RECIPIENT_PERMANENT"],
    [3041, "EC_DEACTIVATED_LIST", true, "RECIPIENT_PERMANENT"],
    [4099, "EC_MONTHLY_LIMIT_REACHED", true, "ACCOUNT"],
    [4101, "EC_VALIDITY_EXPIRED", true, "RECIPIENT_TEMPORARY"],
    [4126, "EC_TEMPLATE_NOT_FOUND", null, "CONTENT"],
    [4141, "EC_SCRUBBING_FAILED", null, "ROUTE_BLOCKED"],
    [5404, "EC_VOICE_ERROR_DESTINATION_NOT_FOUND", false, "RECIPIENT_TEMPORARY"],
    [5492, "EC_DUPLICATE_MESSAGE", true, "OUTCOME_UNKNOWN"],
    [7002, "EC_UNKNOWN_USER", true, "RECIPIENT_PERMANENT"],
    [7009, "EC_INVALID_TEMPLATE", true, "CONTENT"],
    [7016, "EC_SPAM_RATE", true, "THROTTLED"],
    [7032, "EC_FREQUENCY_CAPPING", true, "ROUTE_BLOCKED"],
    [7034, "EC_SENDER_NOT_REGISTERED", true, "ACCOUNT"],
    [7051, "EC_PROVIDER_TIMEOUT", false, "OUTCOME_UNKNOWN"],
    [10002, "MACHINE_DETECTED", true, "RECIPIENT_TEMPORARY"],
    [10200, "NO_ANSWER", true, "RECIPIENT_TEMPORARY"],
    [10201, "BUSY", true, "RECIPIENT_TEMPORARY"],
    [10203, "REJECTED", true, "RECIPIENT_TEMPORARY"],
    [10301, "INSUFFICIENT_FUNDS", true, "ACCOUNT"],
    [10303, "DESTINATION_NOT_FOUND", true, "RECIPIENT_PERMANENT"],
    [10309, "SERVICE_UNAVAILABLE", true, "VENDOR_DOWN"],
  ] as const)("read %i %s, permanent: %j, as %s", (id, name, permanent, failureClass) => {
    expect(classOfError(String(id), name, permanent)).toBe(failureClass);
  });
});

describe("a message that Infobip stops at once", () => {
  const stopped = (groupId: number) =>
    send(
      sampleMessage,
      accountAt(contractFixture, ""),
      oneAnswer(200, {
        messages: [{ messageId: "m-1", status: { groupId, id: 87, name: "SIGNALS_BLOCKED" } }],
      }),
    );

  it("as fraud is not billed as a refusal, and is when it counts as expired", async () => {
    const seen = { kind: "rejected", failureClass: "ROUTE_BLOCKED" };

    expect(await stopped(5)).toMatchObject({ ...seen, charged: "no" });
    expect(await stopped(4)).toMatchObject({ ...seen, charged: "maybe" });
  });
});
