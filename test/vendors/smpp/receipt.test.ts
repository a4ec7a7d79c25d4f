import tables from "smpp";
import { describe, expect, it } from "vitest";
import { mapErrors } from "../../../src/vendors/map-errors.js";
import { commandStatuses, messageStates } from "../../../src/vendors/smpp/codes.js";
import { WirePdu } from "../../../src/vendors/smpp/pdu.js";
import { readDelivery } from "../../../src/vendors/smpp/receipt.js";
import { readSmscAddress } from "../../../src/vendors/smpp/smsc-address.js";

const at = new Date("2026-01-02T03:04:05Z");

function addressWith(query = "") {
  const address = readSmscAddress(`smpp://smsc.example${query}`);
  if (address === null) {
    throw new Error("not an address");
  }
  return address;
}

/** As it comes off the wire. */
function delivery(fields: Readonly<Record<string, unknown>>, command = "deliver_sm"): WirePdu {
  return new WirePdu(new WirePdu(command, { esm_class: 4, ...fields }).toBuffer());
}

function text(stat: string, err = "000", id = "0123456789"): Buffer {
  const dates = "submit date:2601020304 done date:2601020304";
  return Buffer.from(`id:${id} sub:001 dlvrd:001 ${dates} stat:${stat} err:${err} text:Kode`);
}

function receiptOf(pdu: WirePdu, query?: string) {
  const read = readDelivery(pdu, addressWith(query), at);
  return read.kind === "receipt" ? read.receipt : read.kind;
}

const meanings = [
  ["SCHEDULED", 0, "ACCEPTED_BY_CARRIER", null],
  ["ENROUTE", 1, "ACCEPTED_BY_CARRIER", null],
  ["DELIVRD", 2, "DELIVERED", null],
  ["EXPIRED", 3, "EXPIRED", "RECIPIENT_TEMPORARY"],
  ["DELETED", 4, "UNDELIVERED", "ROUTE_BLOCKED"],
  ["UNDELIV", 5, "UNDELIVERED", "RECIPIENT_TEMPORARY"],
  ["ACCEPTD", 6, "ACCEPTED_BY_CARRIER", null],
  ["UNKNOWN", 7, "UNKNOWN", null],
  ["REJECTD", 8, "REJECTED", "ROUTE_BLOCKED"],
  ["SKIPPED", 9, "UNDELIVERED", "ROUTE_BLOCKED"],
] as const;

describe("a receipt of an SMSC", () => {
  it("has every state there is", () => {
    expect([...messageStates.keys()]).toEqual(meanings.map(([, number]) => number));
  });

  it.each(meanings)(
    "that says %s means the same as state %i",
    (stat, state, status, failureClass) => {
      const wanted = {
        vendorMessageId: "0123456789",
        reference: null,
        part: null,
        vendorStatus: stat,
        status,
        failureClass,
        vendorCode: null,
        isCodeKnown: true,
        at,
        price: null,
        isRefund: false,
      };
      const tlvs = { receipted_message_id: "0123456789", message_state: state };

      expect(receiptOf(delivery({ short_message: text(stat) }))).toEqual(wanted);
      expect(receiptOf(delivery(tlvs))).toEqual(wanted);
      expect(receiptOf(delivery({ ...tlvs, esm_class: 0 }, "data_sm"))).toEqual(wanted);
    },
  );

  it("believes its TLVs before its text, and reads a text that is a payload", () => {
    const tlvs = { receipted_message_id: "A", message_state: 2 };

    expect(receiptOf(delivery({ ...tlvs, short_message: text("UNDELIV") }))).toMatchObject({
      vendorMessageId: "A",
      status: "DELIVERED",
    });
    expect(receiptOf(delivery({ message_payload: text("DELIVRD") }))).toMatchObject({
      status: "DELIVERED",
    });
  });

  it("reads ids with an underscore, whatever alphabet is said to be used", () => {
    const short_message = text("DELIVRD", "000", "ab_c@d$1");

    expect(receiptOf(delivery({ short_message, data_coding: 0 }))).toMatchObject({
      vendorMessageId: "ab_c@d$1",
    });
  });

  it("that only looks like one is somebody's message", () => {
    for (const esm_class of [0x00, 0x40, 0x03, 0x08, 0x10]) {
      const forged = delivery({ esm_class, short_message: text("DELIVRD") });

      expect(readDelivery(forged, addressWith(), at)).toEqual({ kind: "message" });
    }
  });

  it("of a message on its way is one too", () => {
    expect(receiptOf(delivery({ esm_class: 0x20, short_message: text("ENROUTE") }))).toMatchObject({
      status: "ACCEPTED_BY_CARRIER",
    });
  });

  it("with a state that nobody knows is UNKNOWN and flagged", () => {
    expect(receiptOf(delivery({ short_message: text("SUNSPOT") }))).toMatchObject({
      status: "UNKNOWN",
      vendorStatus: "SUNSPOT",
      isCodeKnown: false,
    });
    expect(receiptOf(delivery({ receipted_message_id: "A", message_state: 77 }))).toMatchObject({
      status: "UNKNOWN",
      vendorStatus: "77",
      isCodeKnown: false,
    });
  });

  it.each(["", "hello", "id: stat:", "stat:DELIVRD err:000", "id:1234567890"])(
    "without an id or a state is malformed: %j",
    (words) => {
      const pdu = delivery({ short_message: Buffer.from(words) });

      expect(readDelivery(pdu, addressWith(), at)).toEqual({ kind: "malformed" });
    },
  );

  it("keeps an error code of the SMSC's own, and goes by the state", () => {
    expect(receiptOf(delivery({ short_message: text("UNDELIV", "001") }))).toMatchObject({
      failureClass: "RECIPIENT_TEMPORARY",
      vendorCode: "err 001",
      isCodeKnown: true,
    });
  });

  it("goes by the network's error where its meaning is agreed", () => {
    for (const [code, failureClass] of mapErrors) {
      const tlv = Buffer.from([3, 0, Number(code)]);
      const wanted = { failureClass, vendorCode: `MAP ${code}`, isCodeKnown: true };
      const err = code.padStart(3, "0");

      expect(
        receiptOf(delivery({ short_message: text("UNDELIV"), network_error_code: tlv })),
      ).toMatchObject(wanted);
      expect(
        receiptOf(delivery({ short_message: text("UNDELIV", err) }), "?errors=map"),
      ).toMatchObject(wanted);
    }
  });

  it("flags a network's error that is in no table, and ignores those of other networks", () => {
    const lost = (network: number) =>
      receiptOf(
        delivery({
          short_message: text("UNDELIV"),
          network_error_code: Buffer.from([network, 1, 0]),
        }),
      );

    expect(lost(3)).toMatchObject({ failureClass: "OUTCOME_UNKNOWN", isCodeKnown: false });
    expect(lost(2)).toMatchObject({ failureClass: "RECIPIENT_TEMPORARY", isCodeKnown: true });
  });

  it("ignores an error code of a message that arrived", () => {
    const network_error_code = Buffer.from([3, 0, 1]);

    expect(
      receiptOf(delivery({ short_message: text("DELIVRD", "001"), network_error_code })),
    ).toMatchObject({ status: "DELIVERED", failureClass: null, isCodeKnown: true });
  });

  it.each([
    ["", "1a2b", "1a2b"],
    ["?receiptIds=decimal", "6699", "1a2b"],
    ["?receiptIds=hex", "1A2B", "6699"],
    ["?receiptIds=decimal", "not-a-number", "not-a-number"],
  ])("of an SMSC with %j names %s, which is %s in answers", (query, written, id) => {
    const pdu = delivery({ short_message: text("DELIVRD", "000", written) });

    expect(receiptOf(pdu, query)).toMatchObject({ vendorMessageId: id });
  });
});

describe("the command statuses", () => {
  it("are all that the package knows, under the same numbers", () => {
    const known = Object.entries(tables.errors).filter(([name]) => name !== "ESME_ROK");

    expect(new Set(known.map(([, status]) => status))).toEqual(new Set(commandStatuses.keys()));
    // Those from 0xc0 on have newer names in SMPP 5.0.
    for (const [name, status] of known.filter((one) => one[1] < 0xc0 || one[1] > 0xc4)) {
      expect(commandStatuses.get(status)?.name).toBe(name);
    }
  });
});
