import type { PDU } from "smpp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandStatuses } from "../../../src/vendors/smpp/codes.js";
import { connectSmpp } from "../../../src/vendors/smpp/connection.js";
import { type SmppTiming, usualTiming } from "../../../src/vendors/smpp/timing.js";
import type {
  OpenAccount,
  ReceiptSink,
  SendOutcome,
  SendRequest,
  VendorConnection,
} from "../../../src/vendors/vendor.js";
import { type Smsc, startSmsc } from "./smsc.js";

let smsc: Smsc;
let connections: VendorConnection[];

beforeEach(async () => {
  smsc = await startSmsc();
  connections = [];
});

afterEach(async () => {
  await Promise.all(connections.map((connection) => connection.close()));
  await smsc.close();
});

const message: SendRequest = {
  reference: "ref-one",
  channel: "SMS",
  to: "+6281234567890",
  text: "Kode Anda 493817.",
  subject: null,
  code: "493817",
  locale: "id",
  from: null,
  vendorTemplateName: null,
  validitySec: 300,
};
const nobodyWaits: ReceiptSink = () => Promise.reject(new Error("none was expected"));

function connect(
  changes: Partial<SmppTiming> = {},
  { query = "", receive = nobodyWaits, url = smsc.url } = {},
): VendorConnection {
  const account: OpenAccount = {
    accountId: "account-1",
    baseUrl: `${url}${query}`,
    credentials: { systemId: "sandi-otp", password: "pa55w0rd" },
    callbackUrl: "",
    vendor: "carrier",
  };
  // Patient where nothing is waited for, so that a machine at its limit changes nothing.
  const patient = { bindMs: 15_000, messageMs: 15_000, roomMs: 10_000 };
  const timing = { ...usualTiming, ...patient, pauseMsMin: 10, drainMs: 100, ...changes };
  const connection = connectSmpp(account, receive, timing);
  connections.push(connection);
  return connection;
}

/** Sends this many, told apart by their text. */
function sendMany(connection: VendorConnection, count: number): Promise<SendOutcome>[] {
  return Array.from({ length: count }, (_, index) =>
    connection.send({ ...message, text: `code ${index + 1}` }),
  );
}

describe("binding", () => {
  it("tells who we are, as a transceiver of version 3.4, and sends over one link", async () => {
    const connection = connect({}, { query: "?systemType=OTP" });
    await Promise.all(sendMany(connection, 3));

    expect(smsc.binds).toMatchObject([
      {
        system_id: "sandi-otp",
        password: "pa55w0rd",
        system_type: "OTP",
        interface_version: 0x34,
      },
    ]);
    expect(smsc.submitted).toHaveLength(3);
  });

  it("that is refused refuses messages at once, for the same reason", async () => {
    smsc.act = { kind: "refuse_bind", status: 0x0e };
    const connection = connect();
    const outcomes = await Promise.all(sendMany(connection, 2));
    const later = await connection.send(message);

    expect([...outcomes, later]).toEqual(
      Array.from({ length: 3 }, () => ({
        kind: "rejected",
        failureClass: "ACCOUNT",
        charged: "no",
        vendorCode: "ESME_RINVPASWD",
        vendorText: "bind refused",
        retryAfterMs: null,
      })),
    );
    expect(smsc.binds).toHaveLength(1);
    expect(smsc.submitted).toEqual([]);
  });

  it("is tried again, after a pause, while the SMSC is out of order", async () => {
    smsc.act = { kind: "refuse_bind", status: 0x08 };
    const connection = connect();
    const early = await connection.send(message);
    smsc.act = { kind: "accept", ids: ["id-1"] };
    await smsc.bound(2);

    expect(early).toMatchObject({ kind: "rejected", failureClass: "VENDOR_DOWN" });
    expect(await connection.send(message)).toMatchObject({ kind: "accepted" });
  });

  it("fails without a word of address or password when nobody listens", async () => {
    const { url } = smsc;
    await smsc.close();
    const outcome = await connect({}, { url }).send(message);
    smsc = await startSmsc();

    expect(outcome).toMatchObject({
      kind: "rejected",
      failureClass: "VENDOR_DOWN",
      charged: "no",
      vendorText: "ECONNREFUSED",
    });
  });

  it("fails in time when the SMSC does not answer it, or is none", async () => {
    const outcome = await connect({ bindMs: 30 }, { url: smsc.url.replace("smpp", "smpps") }).send(
      message,
    );

    expect(outcome).toMatchObject({ kind: "rejected", failureClass: "VENDOR_DOWN", charged: "no" });
    expect(await connect({}, { url: "https://x.example" }).send(message)).toMatchObject({
      kind: "rejected",
      vendorText: "the vendor has no SMPP address",
    });
  });
});

describe("a submission", () => {
  it("carries number, sender, validity and the wish for a receipt", async () => {
    const connection = connect();
    await connection.send({ ...message, from: "ACME" });
    await connection.send({ ...message, from: "+6281100", validitySec: 90_061 });
    await connection.send({ ...message, from: "72345" });

    expect(smsc.submitted).toMatchObject([
      {
        destination_addr: "6281234567890",
        dest_addr_ton: 1,
        dest_addr_npi: 1,
        source_addr: "ACME",
        source_addr_ton: 5,
        source_addr_npi: 0,
        esm_class: 0,
        registered_delivery: 1,
        data_coding: 0,
      },
      { source_addr: "6281100", source_addr_ton: 1, source_addr_npi: 1 },
      { source_addr: "72345", source_addr_ton: 3, source_addr_npi: 0 },
    ]);
  });

  it.each([
    ["ESME_RTHROTTLED", 0x58, "THROTTLED"],
    ["ESME_RMSGQFUL", 0x14, "THROTTLED"],
    ["ESME_RINVDSTADR", 0x0b, "RECIPIENT_PERMANENT"],
  ])(
    "refused with %s costs nothing and keeps the link",
    async (vendorCode, status, failureClass) => {
      smsc.act = { kind: "refuse", status };
      const connection = connect();
      const refused = await connection.send(message);
      smsc.act = { kind: "accept", ids: ["id-1"] };

      expect(refused).toMatchObject({ kind: "rejected", failureClass, vendorCode, charged: "no" });
      expect(await connection.send(message)).toMatchObject({ kind: "accepted" });
      expect(smsc.binds).toHaveLength(1);
    },
  );

  it("with a status of the SMSC's own has an unknown outcome that is told of", async () => {
    smsc.act = { kind: "refuse", status: 0x45d };

    expect(await connect().send(message)).toEqual({
      kind: "unknown",
      charged: "maybe",
      vendorCode: "0x45d",
      vendorText: null,
      isCodeKnown: false,
    });
  });

  it("with a status that says nothing has an unknown outcome", async () => {
    const connection = connect();
    const doubtful = [...commandStatuses].filter(
      ([, { failureClass }]) => failureClass === "OUTCOME_UNKNOWN",
    );
    for (const [status, { name }] of doubtful) {
      smsc.act = { kind: "refuse", status };

      expect(await connection.send(message)).toEqual({
        kind: "unknown",
        charged: "maybe",
        vendorCode: name,
        vendorText: null,
      });
    }
    expect(doubtful.length).toBeGreaterThan(0);
  });

  it("gets its own answer, in whatever order the answers come", async () => {
    smsc.act = { kind: "ignore" };
    const outcomes = sendMany(connect(), 3);
    await smsc.taken(3);
    smsc.answer(2, "third");
    smsc.answer(0, "first");
    smsc.answer(1, "second");

    expect(await Promise.all(outcomes)).toMatchObject([
      { vendorMessageIds: ["first"] },
      { vendorMessageIds: ["second"] },
      { vendorMessageIds: ["third"] },
    ]);
  });

  it("without an answer has an unknown outcome, and a late answer is nobody else's", async () => {
    smsc.act = { kind: "ignore" };
    const connection = connect({ messageMs: 60 });
    let silent = await connection.send(message);
    while (silent.kind === "rejected") {
      silent = await connection.send(message);
    }
    smsc.answer(0, "late");
    smsc.act = { kind: "accept", ids: ["own"] };
    await connectionTurns();
    const next = await connection.send(message);

    expect(silent).toMatchObject({ kind: "unknown", charged: "maybe", vendorText: "time-out" });
    expect(JSON.stringify(next)).not.toContain("late");
  });

  it("that is taken without an id has an unknown outcome", async () => {
    smsc.act = { kind: "accept", ids: [""] };

    expect(await connect().send(message)).toMatchObject({ kind: "unknown", charged: "maybe" });
  });
});

describe("the window", () => {
  it("holds back what is too much, and lets it go when there is room", async () => {
    smsc.act = { kind: "ignore" };
    const connection = connect({}, { query: "?window=2" });
    const outcomes = sendMany(connection, 3);
    await smsc.taken(2);
    await connectionTurns();
    const before = smsc.submitted.length;
    smsc.answer(0, "a");
    await smsc.taken(3);
    smsc.answer(1, "b");
    smsc.answer(2, "c");

    expect(before).toBe(2);
    expect((await Promise.all(outcomes)).map((one) => one.kind)).toEqual(
      Array.from({ length: 3 }, () => "accepted"),
    );
  });

  it("that stays full sends the message elsewhere, which never left", async () => {
    smsc.act = { kind: "ignore" };
    const connection = connect({ roomMs: 20 }, { query: "?window=1" });
    const [first, second] = sendMany(connection, 2);

    expect(await second).toMatchObject({
      kind: "rejected",
      failureClass: "THROTTLED",
      charged: "no",
    });
    expect(smsc.submitted).toHaveLength(1);
    smsc.answer(0, "slow");
    expect(await first).toMatchObject({ vendorMessageIds: ["slow"] });
  });
});

describe("a link that is lost", () => {
  it("leaves unknown what was under way, refuses what waited, and repeats neither", async () => {
    smsc.act = { kind: "ignore" };
    const connection = connect({}, { query: "?window=3" });
    const outcomes = sendMany(connection, 5);
    await smsc.taken(3);
    smsc.act = { kind: "accept", ids: ["after"] };
    smsc.sessions[0]?.destroy();
    const settled = await Promise.all(outcomes);
    await smsc.bound(2);
    const next = await connection.send({ ...message, text: "code 6" });

    expect(settled.map((one) => one.kind)).toEqual([
      "unknown",
      "unknown",
      "unknown",
      "rejected",
      "rejected",
    ]);
    expect(settled.slice(3)).toMatchObject([
      { failureClass: "VENDOR_DOWN", charged: "no" },
      { failureClass: "VENDOR_DOWN", charged: "no" },
    ]);
    expect(next).toMatchObject({ kind: "accepted" });
    expect(smsc.requests.map(({ texts }) => texts[0])).toEqual([
      "code 1",
      "code 2",
      "code 3",
      "code 6",
    ]);
  });

  it("again and again is made again after pauses only", async () => {
    const connection = connect({ pauseMsMin: 5_000 });
    await smsc.bound(1);
    await connection.send(message);
    smsc.sessions[0]?.destroy();
    await smsc.bound(2);
    await connection.send(message);
    smsc.sessions[0]?.destroy();
    let outcome = await connection.send(message);
    while (outcome.kind === "accepted" || outcome.kind === "unknown") {
      outcome = await connection.send(message);
    }

    expect(outcome).toMatchObject({ failureClass: "VENDOR_DOWN", vendorText: "link lost" });
    expect(smsc.binds).toHaveLength(2);
  });

  it("by an SMSC that says good-bye is made again", async () => {
    connect();
    await smsc.bound(1);
    smsc.sessions[0]?.unbind();
    await smsc.bound(2);

    expect(smsc.sessions.length).toBeGreaterThan(0);
  });

  it("is noticed when it is silent: the SMSC is asked, and left without an answer", async () => {
    connect({ idleMs: 20, enquireMs: 20 });
    await smsc.bound(1);
    smsc.act = { kind: "ignore" };
    await smsc.bound(2);

    expect(smsc.heard).toContain("enquire_link");
  });

  it("is given up when what comes is no SMPP", async () => {
    smsc.act = { kind: "ignore" };
    const outcome = connect().send(message);
    await smsc.taken(1);
    smsc.sessions[0]?.socket.write("HTTP/1.1 400 Bad Request\r\n\r\n");

    expect(await outcome).toMatchObject({ kind: "unknown", vendorText: "link lost" });
    await smsc.bound(2);
  });

  it("survives an answer and a delivery whose bodies are cut short", async () => {
    smsc.act = { kind: "ignore" };
    const connection = connect();
    const outcome = connection.send(message);
    await smsc.taken(1);
    const { socket } = smsc.sessions[0] ?? {};
    const sequence = smsc.submitted[0]?.sequence_number ?? 0;
    const nack = new Promise<number>((resolve) => {
      smsc.sessions[0]?.on("generic_nack", (pdu: PDU) => resolve(pdu.command_status));
    });
    // A TLV of one octet that has none, behind an id and behind all that a deliver_sm has to hold.
    const cutShort = Buffer.from([0x04, 0x27, 0, 0]);
    const empty = Buffer.alloc(17);
    socket?.write(withHeader(0x80000004, sequence, Buffer.from([0x61, 0, ...cutShort])));
    socket?.write(withHeader(0x00000005, 7, Buffer.concat([empty, cutShort])));

    expect(await nack).toBe(0x02);
    smsc.act = { kind: "accept", ids: ["next"] };
    expect(await connection.send(message)).toMatchObject({ vendorMessageIds: ["next"] });
    expect(await outcome).toMatchObject({ kind: "unknown", vendorText: "unreadable answer" });
    expect(smsc.binds).toHaveLength(1);
  });

  it("is answered for its enquiries while it holds", async () => {
    connect();
    await smsc.bound(1);
    const answer = await new Promise<string>((resolve) => {
      smsc.sessions[0]?.enquire_link((pdu) => resolve(pdu.command));
    });

    expect(answer).toBe("enquire_link_resp");
  });
});

describe("closing", () => {
  it("waits for what is under way, says good-bye, and takes no more", async () => {
    smsc.act = { kind: "ignore" };
    const connection = connect({ drainMs: 5000 });
    const outcome = connection.send(message);
    await smsc.taken(1);
    const closing = connection.close();
    smsc.answer(0, "in time");
    await closing;

    expect(await outcome).toMatchObject({ vendorMessageIds: ["in time"] });
    expect(smsc.heard).toContain("unbind");
    expect(await connection.send(message)).toMatchObject({ kind: "rejected", charged: "no" });
  });

  it("does not wait for ever, and leaves what has no answer unknown", async () => {
    smsc.act = { kind: "ignore" };
    const connection = connect({ drainMs: 20 });
    const outcome = connection.send(message);
    await smsc.taken(1);
    await connection.close();

    expect(await outcome).toMatchObject({ kind: "unknown" });
    expect(smsc.binds).toHaveLength(1);
  });
});

/** A PDU of this body, whatever it should hold. */
function withHeader(commandId: number, sequence: number, body: Buffer): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(16 + body.length, 0);
  head.writeUInt32BE(commandId, 4);
  head.writeUInt32BE(sequence, 12);
  return Buffer.concat([head, body]);
}

/** Lets everything that is on its way through the loop arrive. */
async function connectionTurns(): Promise<void> {
  await new Promise<void>((resolve) => {
    smsc.sessions[0]?.enquire_link(() => resolve());
  });
}
