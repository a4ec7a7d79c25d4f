import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { SelfSigned } from "./self-signed.js";

const keyForm = { format: "pem", type: "pkcs8" } as const;

/** What a stub does with a request. */
export type StubAct =
  | { readonly status: number; readonly body: string; readonly headers?: Record<string, string> }
  | "hang"
  | "reset"
  | "close_in_body";

/** A request as a stub took it. */
export interface StubRequest {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

export interface StubServer {
  readonly url: string;
  readonly requests: StubRequest[];
  /** One act for everything, or a choice by request. */
  act: StubAct | ((request: StubRequest) => StubAct);
  close(): Promise<void>;
}

/**
 * A server that keeps what it is asked and answers what it is told to.
 *
 * @param certificate speaks https with it
 */
export async function startStub(
  act: StubServer["act"],
  certificate: SelfSigned | null = null,
): Promise<StubServer> {
  const requests: StubServer["requests"] = [];
  const answer: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: path = "", headers } = request;
      const taken = { method, path, headers, body: Buffer.concat(chunks).toString() };
      requests.push(taken);
      const todo = typeof stub.act === "function" ? stub.act(taken) : stub.act;
      if (todo === "reset") {
        request.socket.resetAndDestroy();
      } else if (todo === "close_in_body") {
        response.writeHead(200, { "content-length": "1000" });
        response.write('{"messages":[', () => request.socket.destroy());
      } else if (todo !== "hang") {
        response.writeHead(todo.status, todo.headers).end(todo.body);
      }
    });
  };
  const server =
    certificate === null
      ? createServer(answer)
      : createTlsServer(
          { key: certificate.privateKey.export(keyForm), cert: certificate.pem },
          answer,
        );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stub: StubServer = {
    url: `${certificate === null ? "http" : "https"}://127.0.0.1:${port}`,
    requests,
    act,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return stub;
}
