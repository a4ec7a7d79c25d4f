import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { Link } from "../../../src/vendors/smpp/link.js";
import { bytesOf } from "../../../src/vendors/smpp/pdu.js";
import { answerTo, commands, pdu, RawPeer, text } from "./raw-peer.js";
import { patient } from "./smpp-world.js";

const peer = new RawPeer();
afterEach(() => peer.close());

const highest = 0x7fffffff;
const ask = { destination_addr: "62811", short_message: Buffer.from("1") };

it("numbers of requests begin again after the highest; no answer goes astray", async () => {
  const { hostname, port } = new URL(await peer.listen());
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const listener = { delivered: () => Promise.resolve(0), lost() {} };
  const other = await peer.link();
  const link = new Link(socket, listener, patient, highest - 2);
  const requests = Array.from({ length: 4 }, () => link.request("submit_sm", ask, 60_000));
  const came: number[] = [];
  for (let count = 0; count < 4; count += 1) {
    came.push((await other.next(commands.submitSm)).sequence);
  }
  for (const sequence of came.toReversed()) {
    other.socket.write(pdu(answerTo(commands.submitSm), sequence, text(`id-${sequence}`)));
  }
  const ids = (await Promise.all(requests)).map((result) =>
    result.kind === "answered" ? bytesOf(result.pdu, "message_id").toString() : result.reason,
  );
  link.destroy();

  expect(came).toEqual([highest - 1, highest, 1, 2]);
  expect(ids).toEqual(came.map((sequence) => `id-${sequence}`));
});
