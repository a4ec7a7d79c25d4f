import type { PDU } from "smpp";
import { describe, expect, it } from "vitest";
import type { VendorConnection, VendorReceipt } from "../../../src/vendors/vendor.js";
import { message, SmppWorld } from "./smpp-world.js";

const world = new SmppWorld();
const submitSmResp = 0x80000004;
const genericNack = 0x80000000;
const deliverSm = 0x00000005;

/** A PDU of this body as other SMSCs write it, whatever the package would make of it. */
function raw(commandId: number, status: number, sequence: number, body = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(16 + body.length, 0);
  head.writeUInt32BE(commandId, 4);
  head.writeUInt32BE(status, 8);
  head.writeUInt32BE(sequence, 12);
  return Buffer.concat([head, body]);
}

function write(...chunks: readonly Buffer[]): void {
  for (const chunk of chunks) {
    world.smsc.sessions.at(-1)?.socket.write(chunk);
  }
}

/** A message under way, and the number that its answer has to carry. */
async function underWay(connection: VendorConnection, count = 1) {
  world.smsc.act = { kind: "ignore" };
  const outcome = connection.send(message);
  await world.smsc.taken(count);
  return { outcome, sequence: world.smsc.submitted.at(-1)?.sequence_number ?? 0 };
}

describe("the answer of an SMSC to a submission", () => {
  it("may be a refusal without a body, as the standard has it", async () => {
    const { outcome, sequence } = await underWay(world.connect());
    write(raw(submitSmResp, 0x58, sequence));

    expect(await outcome).toMatchObject({
      kind: "rejected",
      failureClass: "THROTTLED",
      vendorCode: "ESME_RTHROTTLED",
      charged: "no",
    });
  });

  it("may lack the end of its id, hold parameters nobody knows, and come in pieces", async () => {
    const connection = world.connect();
    const first = await underWay(connection);
    write(raw(submitSmResp, 0, first.sequence, Buffer.from("a-1")));
    const second = await underWay(connection, 2);
    const own = Buffer.from([0x14, 0x01, 0, 2, 7, 7]);
    const whole = raw(submitSmResp, 0, second.sequence, Buffer.from("a-2\0"));
    const answer = Buffer.concat([whole, own]);
    answer.writeUInt32BE(answer.length, 0);
    write(...Array.from(answer, (octet) => Buffer.from([octet])));

    expect(await first.outcome).toMatchObject({ kind: "accepted", vendorMessageIds: ["a-1"] });
    expect(await second.outcome).toMatchObject({ kind: "accepted", vendorMessageIds: ["a-2"] });
  });

  it("may say that the PDU itself was not understood", async () => {
    const connection = world.connect();
    const { outcome, sequence } = await underWay(connection);
    write(raw(genericNack, 0x03, 0), raw(genericNack, 0x03, sequence));

    expect(await outcome).toMatchObject({ kind: "rejected", vendorCode: "ESME_RINVCMDID" });
    world.smsc.act = { kind: "accept", ids: ["next"] };
    expect(await connection.send(message)).toMatchObject({ vendorMessageIds: ["next"] });
    expect(world.smsc.binds).toHaveLength(1);
  });

  it("of another kind, or of a number nobody waits for, is none", async () => {
    const connection = world.connect({ messageMs: 15_000 });
    const { outcome, sequence } = await underWay(connection);
    const enquireLinkResp = 0x80000015;
    write(
      raw(submitSmResp, 0, sequence + 1000, Buffer.from("x\0")),
      raw(enquireLinkResp, 0, sequence),
    );

    expect(await outcome).toMatchObject({ kind: "unknown", charged: "maybe" });
  });
});

describe("what an SMSC sends by itself", () => {
  it("of commands that nobody knows is refused, and the link holds", async () => {
    const connection = world.connect();
    await world.smsc.bound(1);
    const refusal = new Promise<PDU>((resolve) => {
      world.smsc.sessions[0]?.on("generic_nack", resolve);
    });
    write(raw(0x00000999, 0, 77, Buffer.from("what?")));

    expect(await refusal).toMatchObject({ command_status: 0x03, sequence_number: 77 });
    expect(await connection.send(message)).toMatchObject({ kind: "accepted" });
    expect(world.smsc.binds).toHaveLength(1);
  });

  it("of receipts with a carrier's own parameters is read", async () => {
    const receipts: VendorReceipt[] = [];
    world.connect(
      {},
      {
        receive: (taken) => {
          receipts.push(...taken);
          return Promise.resolve();
        },
      },
    );
    await world.smsc.bound(1);
    const answered = new Promise<PDU>((resolve) => {
      world.smsc.sessions[0]?.on("deliver_sm_resp", resolve);
    });
    const mandatory = Buffer.from("\0\x01\x016281\0\x05\0ACME\0\x04\0\0\0\0\0\0\0\0\0", "latin1");
    const parameters = Buffer.from([
      ...[0x14, 0x03, 0, 3, 0x35, 0x31, 0x30],
      ...[0x00, 0x1e, 0, 5, 0x31, 0x61, 0x32, 0x42, 0],
      ...[0x04, 0x27, 0, 1, 2],
    ]);
    write(raw(deliverSm, 0, 9, Buffer.concat([mandatory, parameters])));

    expect(await answered).toMatchObject({ command_status: 0, sequence_number: 9 });
    expect(receipts).toMatchObject([{ vendorMessageId: "1a2B", status: "DELIVERED" }]);
  });
});
