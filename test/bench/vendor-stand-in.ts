import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What to answer to everything from now on. */
export interface StandInAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A process of its own, so that its work is not counted with the client's. */
let answer: StandInAnswer = { status: 500, body: "" };
const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    response.writeHead(answer.status, {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(answer.body),
      ...answer.headers,
    });
    response.end(answer.body);
  });
});
server.keepAliveTimeout = 60_000;
process.on("message", (next: StandInAnswer) => {
  answer = next;
  process.send?.("ready");
});
process.on("disconnect", () => process.exit());
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
