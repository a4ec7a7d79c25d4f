import { request, type IncomingMessage } from "node:http";

/** This process as a user of a sandbox. */
export interface Membership {
  /** The sandbox's process. */
  readonly pid: number;
  /** Done when the sandbox, or the connection to it, is gone. */
  readonly ended: Promise<void>;
  /** Signs off; true when this was the last user, after which the sandbox ends by itself. */
  leave(): Promise<boolean>;
}

export type Joined =
  | { readonly kind: "joined"; readonly membership: Membership }
  /** Nothing listens on the port. */
  | { readonly kind: "nobody" }
  /** A sandbox that is about to end. */
  | { readonly kind: "stopping" }
  /** Something else listens there. */
  | { readonly kind: "stranger" };

const answerMsMax = 5000;

/** Signs this process on at the sandbox of this machine's port, for as long as it lives. */
export function joinSandbox(port: number): Promise<Joined> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(answerMsMax);
    const stay = request({ ...at(port), path: "/users", method: "POST", agent: false });
    const giveUp = () => stay.destroy(new Error("no answer"));
    signal.addEventListener("abort", giveUp);
    stay.on("error", (error: NodeJS.ErrnoException) => {
      const isNobody = error.code === "ECONNREFUSED";
      // A sandbox that ends cuts what is open.
      const isEnding = error.code === "ECONNRESET";
      resolve({ kind: isNobody ? "nobody" : isEnding ? "stopping" : "stranger" });
    });
    stay.on("response", (response) => {
      // Cut connections end the answer with an error; `ended` tells of both.
      response.on("error", () => undefined);
      void firstLine(response).then((line) => {
        signal.removeEventListener("abort", giveUp);
        const joined = understand(port, response, line);
        if (joined.kind === "joined") {
          // Being a user is no reason to go on running.
          response.socket.unref();
        } else {
          stay.destroy();
        }
        resolve(joined);
      });
    });
    stay.end();
  });
}

function understand(port: number, response: IncomingMessage, line: string): Joined {
  const said = parse(line) as {
    sandboxUser?: unknown;
    pid?: unknown;
    error?: { code?: unknown };
  } | null;
  if (response.statusCode === 503 && said?.error?.code === "stopping") {
    return { kind: "stopping" };
  }
  const { sandboxUser: id, pid } = said ?? {};
  if (response.statusCode !== 200 || typeof id !== "string" || typeof pid !== "number") {
    return { kind: "stranger" };
  }
  const ended = new Promise<void>((resolve) => response.once("close", resolve));
  const leave = async () => {
    const isLast = await signOff(port, id);
    if (!isLast) {
      response.destroy();
    }
    return isLast;
  };
  return { kind: "joined", membership: { pid, ended, leave } };
}

async function signOff(port: number, id: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(answerMsMax);
    const url = `http://127.0.0.1:${port}/users/${id}`;
    const answer = await fetch(url, { method: "DELETE", signal });
    return ((await answer.json()) as { isLast?: unknown }).isLast !== false;
  } catch {
    // It is gone, or going.
    return true;
  }
}

/** What comes before the first line break, or all of an answer that ends without one. */
function firstLine(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    let text = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      text = text.length > 10_000 ? text : text + chunk;
      if (text.includes("\n")) {
        resolve(text.split("\n")[0] ?? "");
      }
    });
    response.once("close", () => resolve(text));
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function at(port: number) {
  return { host: "127.0.0.1", port };
}
