import type { PDU } from "smpp";
import { describe, expect, it } from "vitest";
import { message, sendMany, SmppWorld } from "./smpp-world.js";

const world = new SmppWorld();

describe("a link that is lost", () => {
  it("leaves unknown what was under way, refuses what waited, and repeats neither", async () => {
    world.smsc.act = { kind: "ignore" };
    const connection = world.connect({}, { query: "?window=3" });
    const outcomes = sendMany(connection, 5);
    await world.smsc.taken(3);
    world.smsc.act = { kind: "accept", ids: ["after"] };
    world.smsc.sessions[0]?.destroy();
    const settled = await Promise.all(outcomes);
    await world.smsc.bound(2);
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
    expect(world.smsc.requests.map(({ texts }) => texts[0])).toEqual([
      "code 1",
      "code 2",
      "code 3",
      "code 6",
    ]);
  });

  it("again and again is made again after pauses only", async () => {
    const connection = world.connect({ pauseMsMin: 5_000 });
    await world.smsc.bound(1);
    await connection.send(message);
    world.smsc.sessions[0]?.destroy();
    await world.smsc.bound(2);
    await connection.send(message);
    world.smsc.sessions[0]?.destroy();
    let outcome = await connection.send(message);
    while (outcome.kind === "accepted" || outcome.kind === "unknown") {
      outcome = await connection.send(message);
    }

    expect(outcome).toMatchObject({ failureClass: "VENDOR_DOWN", vendorText: "link lost" });
    expect(world.smsc.binds).toHaveLength(2);
  });

  it("by an SMSC that says good-bye is made again", async () => {
    world.connect();
    await world.smsc.bound(1);
    world.smsc.sessions[0]?.unbind();
    await world.smsc.bound(2);

    expect(world.smsc.sessions.length).toBeGreaterThan(0);
  });

  it("is noticed when it is silent: the SMSC is asked, and left without an answer", async () => {
    world.connect({ idleMs: 20, enquireMs: 20 });
    await world.smsc.bound(1);
    world.smsc.act = { kind: "ignore" };
    await world.smsc.bound(2);

    expect(world.smsc.heard).toContain("enquire_link");
  });

  it("is given up when what comes is no SMPP", async () => {
    world.smsc.act = { kind: "ignore" };
    const outcome = world.connect().send(message);
    await world.smsc.taken(1);
    world.smsc.sessions[0]?.socket.write("HTTP/1.1 400 Bad Request\r\n\r\n");

    expect(await outcome).toMatchObject({ kind: "unknown", vendorText: "link lost" });
    await world.smsc.bound(2);
  });

  it("survives an answer and a delivery whose bodies are cut short", async () => {
    world.smsc.act = { kind: "ignore" };
    const connection = world.connect();
    const outcome = connection.send(message);
    await world.smsc.taken(1);
    const { socket } = world.smsc.sessions[0] ?? {};
    const sequence = world.smsc.submitted[0]?.sequence_number ?? 0;
    const nack = new Promise<number>((resolve) => {
      world.smsc.sessions[0]?.on("generic_nack", (pdu: PDU) => resolve(pdu.command_status));
    });
    // A TLV of one octet that has none, behind an id and behind all that a deliver_sm has to hold.
    const cutShort = Buffer.from([0x04, 0x27, 0, 0]);
    const empty = Buffer.alloc(17);
    socket?.write(withHeader(0x80000004, sequence, Buffer.from([0x61, 0, ...cutShort])));
    socket?.write(withHeader(0x00000005, 7, Buffer.concat([empty, cutShort])));

    expect(await nack).toBe(0x02);
    world.smsc.act = { kind: "accept", ids: ["next"] };
    expect(await connection.send(message)).toMatchObject({ vendorMessageIds: ["next"] });
    expect(await outcome).toMatchObject({ kind: "unknown", vendorText: "unreadable answer" });
    expect(world.smsc.binds).toHaveLength(1);
  });

  it("is answered for its enquiries while it holds", async () => {
    world.connect();
    await world.smsc.bound(1);
    const answer = await new Promise<string>((resolve) => {
      world.smsc.sessions[0]?.enquire_link((pdu) => resolve(pdu.command));
    });

    expect(answer).toBe("enquire_link_resp");
  });
});

describe("closing", () => {
  it("waits for what is under way, says good-bye, and takes no more", async () => {
    world.smsc.act = { kind: "ignore" };
    const connection = world.connect({ drainMs: 5000 });
    const outcome = connection.send(message);
    await world.smsc.taken(1);
    const closing = connection.close();
    world.smsc.answer(0, "in time");
    await closing;

    expect(await outcome).toMatchObject({ vendorMessageIds: ["in time"] });
    expect(world.smsc.heard).toContain("unbind");
    expect(await connection.send(message)).toMatchObject({ kind: "rejected", charged: "no" });
  });

  it("does not wait for ever, and leaves what has no answer unknown", async () => {
    world.smsc.act = { kind: "ignore" };
    const connection = world.connect({ drainMs: 20 });
    const outcome = connection.send(message);
    await world.smsc.taken(1);
    await connection.close();

    expect(await outcome).toMatchObject({ kind: "unknown" });
    expect(world.smsc.binds).toHaveLength(1);
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
