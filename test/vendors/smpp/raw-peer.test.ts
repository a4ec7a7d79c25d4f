import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectSmpp } from "../../../src/vendors/smpp/connection.js";
import type { VendorConnection, VendorReceipt } from "../../../src/vendors/vendor.js";
import { answerTo, commands, pdu, type RawLink, RawPeer, text, tlv } from "./raw-peer.js";
import { accountAt, message, patient } from "./smpp-world.js";

let peer: RawPeer;
let url: string;
let connection: VendorConnection;
let receipts: VendorReceipt[];

beforeEach(async () => {
  peer = new RawPeer();
  url = await peer.listen();
  receipts = [];
});
afterEach(async () => {
  // Nobody says good-bye to a peer that does not answer.
  await Promise.all([peer.close(), connection.close()]);
});

function connect(query = ""): void {
  const receive = (taken: readonly VendorReceipt[]): Promise<void> => {
    receipts.push(...taken);
    return Promise.resolve();
  };
  connection = connectSmpp(accountAt(url + query), receive, patient);
}

/** A link whose bind the peer has taken. */
async function bound(query = ""): Promise<RawLink> {
  connect(query);
  return taken(await peer.link());
}

async function taken(link: RawLink): Promise<RawLink> {
  const { id, sequence } = await link.next(commands.bindTransceiver);
  link.socket.write(pdu(answerTo(id), sequence, text("SMSC")));
  return link;
}

/** A message under way, and the PDU that carries it. */
async function submitted(link: RawLink, changes: Partial<typeof message> = {}) {
  const outcome = connection.send({ ...message, ...changes });
  return { outcome, request: await link.next(commands.submitSm) };
}

/** All that comes before the octets of a text, with its length. Section 4.4.1. */
function beforeText(
  source: Buffer,
  more: { readonly dataCoding: number; readonly octets: number },
) {
  return Buffer.concat([
    text(""), // service_type
    source,
    Buffer.from([1, 1]), // international, ISDN
    text("6281234567890"),
    Buffer.from([0, 0, 0]), // esm_class, protocol_id, priority_flag
    text(""), // schedule_delivery_time
    text("000000000500000R"), // in five minutes
    Buffer.from([1, 0, more.dataCoding, 0, more.octets]),
  ]);
}

/** The mandatory parameters of a receipt. Section 4.6.1. */
function receiptBody(words: string): Buffer {
  return Buffer.concat([
    text(""),
    Buffer.from([1, 1]),
    text("6281234567890"),
    Buffer.from([5, 0]),
    text("ACME"),
    Buffer.from([4, 0, 0]), // esm_class: a receipt
    text(""),
    text(""),
    Buffer.from([0, 0, 0, 0, words.length]),
    Buffer.from(words, "latin1"),
  ]);
}

const words = (id: string, stat: string): string =>
  `id:${id} sub:001 dlvrd:001 submit date:2601020304 done date:2601020305 stat:${stat} err:000 ` +
  "text:Kode Anda";

describe("bytes of ours", () => {
  it("bind as a transceiver of version 3.4", async () => {
    connect("?systemType=OTP");
    const link = await peer.link();

    expect(await link.next(commands.bindTransceiver)).toEqual({
      id: commands.bindTransceiver,
      status: 0,
      sequence: 1,
      body: Buffer.concat([
        text("sandi-otp"),
        text("pa55w0rd"),
        text("OTP"),
        Buffer.from([0x34, 0, 0]),
        text(""),
      ]),
    });
  });

  it("submit a text without and with a sender, in GSM-7 and in UCS-2", async () => {
    const link = await bound();
    const plain = await submitted(link);
    const named = await submitted(link, { from: "ACME", text: "Kode é 验证码" });
    const ucs2 = Buffer.from("Kode é 验证码", "utf16le").swap16();

    expect(plain.request.body).toEqual(
      Buffer.concat([
        beforeText(Buffer.from([0, 0, 0]), { dataCoding: 0, octets: message.text.length }),
        Buffer.from(message.text, "latin1"),
      ]),
    );
    expect(named.request.body).toEqual(
      Buffer.concat([
        beforeText(Buffer.from([5, 0, ...text("ACME")]), { dataCoding: 8, octets: ucs2.length }),
        ucs2,
      ]),
    );
    expect([plain.request.sequence, named.request.sequence]).toEqual([2, 3]);
  });

  it("say good-bye when the connection is closed", async () => {
    const link = await bound();
    const { outcome, request } = await submitted(link);
    link.socket.write(pdu(answerTo(request.id), request.sequence, text("a1")));
    await outcome;
    const closed = connection.close();
    const { id, sequence, body } = await link.next(commands.unbind);
    link.socket.write(pdu(answerTo(id), sequence));
    await closed;

    expect(body).toHaveLength(0);
  });
});

describe("bytes of an SMSC", () => {
  it("take a message, refuse it for now, or do not understand it", async () => {
    const link = await bound();
    const one = await submitted(link);
    const two = await submitted(link);
    const three = await submitted(link);
    link.socket.write(
      Buffer.concat([
        pdu(commands.genericNack, three.request.sequence, undefined, 0x02),
        pdu(answerTo(commands.submitSm), two.request.sequence, undefined, 0x58),
        pdu(answerTo(commands.submitSm), one.request.sequence, text("0A1b")),
      ]),
    );

    expect(await one.outcome).toMatchObject({ kind: "accepted", vendorMessageIds: ["0A1b"] });
    expect(await two.outcome).toMatchObject({
      kind: "rejected",
      failureClass: "THROTTLED",
      vendorCode: "ESME_RTHROTTLED",
      charged: "no",
    });
    expect(await three.outcome).toMatchObject({ kind: "rejected", vendorCode: "ESME_RINVCMDLEN" });
  });

  it("bring receipts in words and in parameters, several at once and one in pieces", async () => {
    const link = await bound();
    const inWords = pdu(commands.deliverSm, 71, receiptBody(words("a1", "DELIVRD")));
    const inParameters = Buffer.concat([
      receiptBody(""),
      tlv(0x1500, "own"),
      tlv(0x001e, text("a2")),
      tlv(0x0427, Buffer.from([8])),
      tlv(0x0423, Buffer.from([3, 0, 1])),
    ]);
    const both = Buffer.concat([
      receiptBody(words("other", "DELIVRD")),
      tlv(0x001e, text("a3")),
      tlv(0x0427, Buffer.from([5])),
    ]);
    const last = pdu(commands.deliverSm, 0x7fffffff, both);
    link.socket.write(
      Buffer.concat([
        inWords,
        pdu(commands.deliverSm, 7, inParameters),
        pdu(commands.enquireLink, 8),
        last.subarray(0, 10),
      ]),
    );
    await link.next(answerTo(commands.enquireLink));
    link.socket.write(last.subarray(10, 40));
    link.socket.write(last.subarray(40));
    const deliverSmResp = answerTo(commands.deliverSm);
    const answers = [
      await link.next(deliverSmResp),
      await link.next(deliverSmResp),
      await link.next(deliverSmResp),
    ];

    // An empty message_id: section 4.6.2.
    expect(answers).toEqual(
      [71, 7, 0x7fffffff].map((sequence) => ({
        id: deliverSmResp,
        status: 0,
        sequence,
        body: Buffer.from([0]),
      })),
    );
    expect(receipts).toMatchObject([
      { vendorMessageId: "a1", status: "DELIVERED", vendorStatus: "DELIVRD" },
      { vendorMessageId: "a2", vendorStatus: "REJECTD" },
      { vendorMessageId: "a3", status: "UNDELIVERED", vendorStatus: "UNDELIV" },
    ]);
  });

  it("enquire, and are answered under their number", async () => {
    const link = await bound();
    link.socket.write(pdu(commands.enquireLink, 4711));

    expect(await link.next(answerTo(commands.enquireLink))).toEqual({
      id: 0x80000015,
      status: 0,
      sequence: 4711,
      body: Buffer.alloc(0),
    });
  });

  it("say good-bye, are answered, and are bound anew", async () => {
    const link = await bound();
    link.socket.write(pdu(commands.unbind, 5));
    const answer = await link.next(answerTo(commands.unbind));
    const again = await taken(await peer.link());
    const { outcome, request } = await submitted(again);
    again.socket.write(pdu(answerTo(request.id), request.sequence, text("a1")));

    expect(answer).toMatchObject({ status: 0, sequence: 5 });
    expect(await outcome).toMatchObject({ kind: "accepted" });
  });
});
