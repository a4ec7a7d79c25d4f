import type { PDU } from "smpp";
import { describe, expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/smpp/check-account.js";
import type { ReceiptSink, VendorConnection, VendorReceipt } from "../../../src/vendors/vendor.js";
import { accountAt, message, SmppWorld } from "./smpp-world.js";
import { textOf } from "./smsc.js";

const world = new SmppWorld();

async function connect(receive: ReceiptSink, query = ""): Promise<VendorConnection> {
  const connection = world.connect({}, { query, receive });
  await world.smsc.bound(1);
  return connection;
}

const receiptText =
  "id:a1 sub:001 dlvrd:001 submit date:2601020304 done date:2601020304 stat:DELIVRD err:000 text:";

/** What we answer to a delivery. */
function deliver(parameters: object, command: "deliver_sm" | "data_sm" = "deliver_sm") {
  return new Promise<PDU>((resolve) => {
    world.smsc.sessions.at(-1)?.[command](parameters, resolve);
  });
}

describe("a delivery", () => {
  it("of a receipt is answered once it is stored, with its bytes", async () => {
    const taken: { receipts: readonly VendorReceipt[]; raw: Buffer }[] = [];
    let store: () => void = () => {};
    await connect((receipts, raw) => {
      taken.push({ receipts, raw });
      return new Promise((resolve) => {
        store = resolve;
      });
    });
    let isAnswered = false;
    const answer = deliver({ esm_class: 4, short_message: receiptText }).finally(() => {
      isAnswered = true;
    });
    // The link keeps its order: what was delivered before this was looked at.
    await world.settled();
    const before = isAnswered;
    store();

    expect(before).toBe(false);
    expect(await answer).toMatchObject({ command: "deliver_sm_resp", command_status: 0 });
    expect(taken).toMatchObject([{ receipts: [{ vendorMessageId: "a1", status: "DELIVERED" }] }]);
    expect(taken[0]?.raw.toString("latin1")).toContain(receiptText);
    expect(taken[0]?.raw.readUInt32BE(0)).toBe(taken[0]?.raw.length);
  });

  it("that could not be stored is asked for again", async () => {
    await connect(() => Promise.reject(new Error("no database")));

    expect(await deliver({ esm_class: 4, short_message: receiptText })).toMatchObject({
      command_status: 0x64,
    });
  });

  it("of a receipt by data_sm is taken as well", async () => {
    const taken: VendorReceipt[] = [];
    await connect((receipts) => {
      taken.push(...receipts);
      return Promise.resolve();
    });
    const tlvs = { esm_class: 4, receipted_message_id: "a2", message_state: 5 };

    expect(await deliver(tlvs, "data_sm")).toMatchObject({
      command: "data_sm_resp",
      command_status: 0,
    });
    expect(taken).toMatchObject([{ vendorMessageId: "a2", status: "UNDELIVERED" }]);
  });

  it("of somebody's message is taken and left alone, even one that plays a receipt", async () => {
    await connect(() => Promise.reject(new Error("none was expected")));

    expect(await deliver({ short_message: receiptText })).toMatchObject({ command_status: 0 });
    expect(await deliver({ short_message: "STOP" })).toMatchObject({ command_status: 0 });
  });

  it("of a receipt that cannot be read is refused for good", async () => {
    await connect(() => Promise.reject(new Error("none was expected")));

    expect(await deliver({ esm_class: 4, short_message: "hello" })).toMatchObject({
      command_status: 0x65,
    });
  });
});

const noReceipts: ReceiptSink = () => Promise.resolve();

describe("a long message", () => {
  const text = `Kode Anda 493817. ${"Jangan berikan kepada siapa pun. ".repeat(9)}`;

  it("goes in parts that a handset joins, and has an id for each, in order", async () => {
    world.smsc.act = { kind: "accept", ids: ["p1", "p2", "p3"] };
    const outcome = await (await connect(noReceipts)).send({ ...message, text });
    const headers = world.smsc.submitted.map((pdu) => {
      const { udh } = pdu["short_message"] as { udh: Buffer[] };
      return [...(udh[0] ?? [])];
    });

    expect(outcome).toMatchObject({ kind: "accepted", vendorMessageIds: ["p1", "p2", "p3"] });
    expect(world.smsc.submitted.map(textOf).join("")).toBe(text);
    expect(world.smsc.submitted.every((pdu) => pdu["esm_class"] === 0x40)).toBe(true);
    expect(headers.map(([id, length, , total, part]) => [id, length, total, part])).toEqual([
      [0, 3, 3, 1],
      [0, 3, 3, 2],
      [0, 3, 3, 3],
    ]);
    expect(new Set(headers.map((header) => header[2])).size).toBe(1);
  });

  it("goes whole where the SMSC cuts it, and has one id", async () => {
    const outcome = await (await connect(noReceipts, "?long=payload")).send({ ...message, text });

    expect(outcome).toMatchObject({ kind: "accepted", vendorMessageIds: ["id-1"] });
    expect(world.smsc.submitted).toHaveLength(1);
    expect(world.smsc.submitted.map(textOf)).toEqual([text]);
    expect(world.smsc.submitted[0]).toMatchObject({ esm_class: 0 });
  });

  it("in another script goes in UCS-2, with no character in two parts", async () => {
    world.smsc.act = { kind: "accept", ids: ["p1", "p2", "p3"] };
    const greek = `${"Ο κωδικός σας είναι 493817 😀 ".repeat(5)}`;
    const outcome = await (await connect(noReceipts)).send({ ...message, text: greek });

    expect(outcome.kind).toBe("accepted");
    expect(world.smsc.submitted.map((pdu) => pdu["data_coding"])).toEqual([8, 8, 8]);
    expect(world.smsc.submitted.map(textOf).join("")).toBe(greek);
    expect(world.smsc.submitted.map(textOf).every((part) => part.isWellFormed())).toBe(true);
  });

  it("of which a later part is refused has an unknown outcome, and ends there", async () => {
    const connected = await connect(noReceipts);
    world.smsc.act = { kind: "ignore" };
    const outcome = connected.send({ ...message, text });
    await world.smsc.taken(1);
    world.smsc.act = { kind: "refuse", status: 0x58 };
    world.smsc.answer(0, "p1");

    expect(await outcome).toMatchObject({
      kind: "unknown",
      charged: "maybe",
      vendorCode: "ESME_RTHROTTLED",
    });
    expect(world.smsc.submitted).toHaveLength(2);
  });

  it("of which the first part is refused was not taken at all", async () => {
    world.smsc.act = { kind: "refuse", status: 0x58 };
    const outcome = await (await connect(noReceipts)).send({ ...message, text });

    expect(outcome).toMatchObject({ kind: "rejected", failureClass: "THROTTLED", charged: "no" });
    expect(world.smsc.submitted).toHaveLength(1);
  });
});

describe("an account at an SMSC", () => {
  const check = (url = world.smsc.url) => checkAccount(accountAt(url));

  it("is checked by a bind that is ended again, and nothing else", async () => {
    expect(await check()).toEqual({ ok: true, message: "The account works." });
    expect(world.smsc.binds).toHaveLength(1);
    expect(world.smsc.heard).toEqual(["unbind"]);
    expect(world.smsc.submitted).toEqual([]);
  });

  it.each([
    [0x0e, false, /^The password is not that of this systemId\.$/],
    [0x0f, false, /^The SMSC does not know this systemId\.$/],
    [0x0d, false, /refuses the bind: systemId, password, or the address/],
    [0x05, true, /bound already/],
    [0x53, false, /another system type/],
    [0x58, false, /no more binds for the moment/],
    [0x400, false, /^The SMSC refuses the bind: 0x400\.$/],
  ])("whose bind is refused with status %i is told why", async (status, ok, words) => {
    world.smsc.act = { kind: "refuse_bind", status };

    expect(await check()).toEqual({ ok, message: expect.stringMatching(words) });
  });

  it("is told that nobody listens, or that there is no address", async () => {
    const { url } = world.smsc;
    await world.smsc.close();
    const unreachable = await check(url);
    await world.restart();

    expect(unreachable).toEqual({
      ok: false,
      message: "The SMSC could not be reached: ECONNREFUSED.",
    });
    expect(await check("")).toMatchObject({
      ok: false,
      message: expect.stringMatching(/operator/),
    });
  });
});
