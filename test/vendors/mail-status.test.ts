import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  mailReplyClasses,
  mailStatusClass,
  mailStatusDetails,
} from "../../src/vendors/mail-status.js";

describe("an enhanced status code of a mail server", () => {
  it.each([
    ["5.1.1", "RECIPIENT_PERMANENT"], // bad mailbox
    ["5.1.2", "RECIPIENT_PERMANENT"], // bad system
    ["5.1.10", "RECIPIENT_PERMANENT"], // null MX
    ["5.2.1", "RECIPIENT_PERMANENT"], // disabled
    ["5.2.2", "RECIPIENT_TEMPORARY"], // full, which passes
    ["4.2.2", "RECIPIENT_TEMPORARY"],
    ["5.2.3", "CONTENT"], // too long
    ["5.4.4", "RECIPIENT_PERMANENT"], // no route to the domain
    ["4.4.7", "RECIPIENT_TEMPORARY"], // too old
    ["5.6.0", "CONTENT"],
    ["5.7.1", "ROUTE_BLOCKED"], // policy
    ["5.7.26", "ROUTE_BLOCKED"], // not authenticated
    ["4.7.28", "THROTTLED"],
    ["5.7.8", "ACCOUNT"],
    ["4.7.12", "ACCOUNT"],
    ["4.1.1", "RECIPIENT_TEMPORARY"],
    ["5.1.8", "CONTENT"], // the sender's domain
  ])("%s means %s", (code, failureClass) => {
    expect(mailStatusClass(code)).toBe(failureClass);
  });

  it("is known for every detail that IANA lists, permanent or passing", () => {
    const registry: Readonly<Record<string, number>> = {
      1: 10,
      2: 4,
      3: 6,
      4: 7,
      5: 6,
      6: 10,
      7: 30,
    };
    const listed = Object.entries(registry).flatMap(([subject, last]) =>
      Array.from({ length: last + 1 }, (_, detail) => `${subject}.${detail}`),
    );
    // 1.5 and 1.9 are of messages that were taken.
    const wanted = ["0.0", ...listed].filter((detail) => detail !== "1.5");

    expect([...mailStatusDetails.keys()].toSorted()).toEqual(wanted.toSorted());
    for (const detail of wanted) {
      expect(mailStatusClass(`5.${detail}`)).toBeDefined();
      expect(mailStatusClass(`4.${detail}`)).toMatch(/^(RECIPIENT_TEMPORARY|THROTTLED|ACCOUNT)$/);
    }
  });

  it("of success, of no such detail, or that is none, has no class", () => {
    for (const code of ["2.1.5", "5.9.9", "5.1", "5.1.1.1", "550", "", "constructor"]) {
      expect(mailStatusClass(code)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        expect(mailStatusClass(text) === undefined || /^[45]\.\d+\.\d+$/.test(text)).toBe(true);
      }),
    );
  });

  it("is not needed: each reply that refuses mail has a class of its own", () => {
    expect(Object.fromEntries(mailReplyClasses)).toMatchObject({
      421: "RECIPIENT_TEMPORARY",
      550: "RECIPIENT_PERMANENT",
      552: "RECIPIENT_TEMPORARY",
      554: "ROUTE_BLOCKED",
      556: "RECIPIENT_PERMANENT",
    });
    for (const [reply, failureClass] of mailReplyClasses) {
      expect(reply).toMatch(/^[45]\d\d$/);
      expect(reply.startsWith("4") ? failureClass : "RECIPIENT_TEMPORARY").toBe(
        "RECIPIENT_TEMPORARY",
      );
    }
  });
});
