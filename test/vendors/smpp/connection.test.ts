import { describe, expect, it } from "vitest";
import { commandStatuses } from "../../../src/vendors/smpp/codes.js";
import { message, sendMany, SmppWorld } from "./smpp-world.js";

const world = new SmppWorld();

describe("binding", () => {
  it("tells who we are, as a transceiver of version 3.4, and sends over one link", async () => {
    const connection = world.connect({}, { query: "?systemType=OTP" });
    await Promise.all(sendMany(connection, 3));

    expect(world.smsc.binds).toMatchObject([
      {
        system_id: "sandi-otp",
        password: "pa55w0rd",
        system_type: "OTP",
        interface_version: 0x34,
      },
    ]);
    expect(world.smsc.submitted).toHaveLength(3);
  });

  it("that is refused refuses messages at once, for the same reason", async () => {
    world.smsc.act = { kind: "refuse_bind", status: 0x0e };
    const connection = world.connect();
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
    expect(world.smsc.binds).toHaveLength(1);
    expect(world.smsc.submitted).toEqual([]);
  });

  it("is tried again, after a pause, while the SMSC is out of order", async () => {
    world.smsc.act = { kind: "refuse_bind", status: 0x08 };
    const connection = world.connect();
    const early = await connection.send(message);
    world.smsc.act = { kind: "accept", ids: ["id-1"] };
    await world.smsc.bound(2);

    expect(early).toMatchObject({ kind: "rejected", failureClass: "VENDOR_DOWN" });
    expect(await connection.send(message)).toMatchObject({ kind: "accepted" });
  });

  it("fails without a word of address or password when nobody listens", async () => {
    const { url } = world.smsc;
    await world.smsc.close();
    const outcome = await world.connect({}, { url }).send(message);
    await world.restart();

    expect(outcome).toMatchObject({
      kind: "rejected",
      failureClass: "VENDOR_DOWN",
      charged: "no",
      vendorText: "ECONNREFUSED",
    });
  });

  it("fails in time when the SMSC does not answer it, or is none", async () => {
    const outcome = await world
      .connect({ bindMs: 30 }, { url: world.smsc.url.replace("smpp", "smpps") })
      .send(message);

    expect(outcome).toMatchObject({ kind: "rejected", failureClass: "VENDOR_DOWN", charged: "no" });
    expect(await world.connect({}, { url: "https://x.example" }).send(message)).toMatchObject({
      kind: "rejected",
      vendorText: "the vendor has no SMPP address",
    });
  });
});

describe("a submission", () => {
  it("carries number, sender, validity and the wish for a receipt", async () => {
    const connection = world.connect();
    await connection.send({ ...message, from: "ACME" });
    await connection.send({ ...message, from: "+6281100", validitySec: 90_061 });
    await connection.send({ ...message, from: "72345" });

    expect(world.smsc.submitted).toMatchObject([
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
      world.smsc.act = { kind: "refuse", status };
      const connection = world.connect();
      const refused = await connection.send(message);
      world.smsc.act = { kind: "accept", ids: ["id-1"] };

      expect(refused).toMatchObject({ kind: "rejected", failureClass, vendorCode, charged: "no" });
      expect(await connection.send(message)).toMatchObject({ kind: "accepted" });
      expect(world.smsc.binds).toHaveLength(1);
    },
  );

  it("with a status of the SMSC's own has an unknown outcome that is told of", async () => {
    world.smsc.act = { kind: "refuse", status: 0x45d };

    expect(await world.connect().send(message)).toEqual({
      kind: "unknown",
      charged: "maybe",
      vendorCode: "0x45d",
      vendorText: null,
      isCodeKnown: false,
    });
  });

  it("with a status that says nothing has an unknown outcome", async () => {
    const connection = world.connect();
    const doubtful = [...commandStatuses].filter(
      ([, { failureClass }]) => failureClass === "OUTCOME_UNKNOWN",
    );
    for (const [status, { name }] of doubtful) {
      world.smsc.act = { kind: "refuse", status };

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
    world.smsc.act = { kind: "ignore" };
    const outcomes = sendMany(world.connect(), 3);
    await world.smsc.taken(3);
    world.smsc.answer(2, "third");
    world.smsc.answer(0, "first");
    world.smsc.answer(1, "second");

    expect(await Promise.all(outcomes)).toMatchObject([
      { vendorMessageIds: ["first"] },
      { vendorMessageIds: ["second"] },
      { vendorMessageIds: ["third"] },
    ]);
  });

  it("without an answer has an unknown outcome, and a late answer is nobody else's", async () => {
    world.smsc.act = { kind: "ignore" };
    const connection = world.connect({ messageMs: 60 });
    let silent = await connection.send(message);
    while (silent.kind === "rejected") {
      silent = await connection.send(message);
    }
    world.smsc.answer(0, "late");
    world.smsc.act = { kind: "accept", ids: ["own"] };
    await world.settled();
    const next = await connection.send(message);

    expect(silent).toMatchObject({ kind: "unknown", charged: "maybe", vendorText: "time-out" });
    expect(JSON.stringify(next)).not.toContain("late");
  });

  it("that is taken without an id has an unknown outcome", async () => {
    world.smsc.act = { kind: "accept", ids: [""] };

    expect(await world.connect().send(message)).toMatchObject({
      kind: "unknown",
      charged: "maybe",
    });
  });
});

describe("the window", () => {
  it("holds back what is too much, and lets it go when there is room", async () => {
    world.smsc.act = { kind: "ignore" };
    const connection = world.connect({}, { query: "?window=2" });
    const outcomes = sendMany(connection, 3);
    await world.smsc.taken(2);
    await world.settled();
    const before = world.smsc.submitted.length;
    world.smsc.answer(0, "a");
    await world.smsc.taken(3);
    world.smsc.answer(1, "b");
    world.smsc.answer(2, "c");

    expect(before).toBe(2);
    expect((await Promise.all(outcomes)).map((one) => one.kind)).toEqual(
      Array.from({ length: 3 }, () => "accepted"),
    );
  });

  it("that stays full sends the message elsewhere, which never left", async () => {
    world.smsc.act = { kind: "ignore" };
    const connection = world.connect({ roomMs: 20 }, { query: "?window=1" });
    const [first, second] = sendMany(connection, 2);

    expect(await second).toMatchObject({
      kind: "rejected",
      failureClass: "THROTTLED",
      charged: "no",
    });
    expect(world.smsc.submitted).toHaveLength(1);
    world.smsc.answer(0, "slow");
    expect(await first).toMatchObject({ vendorMessageIds: ["slow"] });
  });
});
