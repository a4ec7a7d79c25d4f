import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Pool } from "undici";
import type { HttpClient, HttpRequest } from "../../src/vendors/http-client.js";
import { undiciHttpClient } from "../../src/vendors/undici-http-client.js";
import { vendorList } from "../../src/vendors/vendor-list.js";
import type { ContractFixture, HttpFixture } from "../vendors/fixture.js";
import { accountAt, idsOf, messageOf } from "../vendors/sample.js";
import type { Figure } from "./figures.js";
import type { StandInAnswer } from "./vendor-stand-in.js";

const underWay = 32;
const slicesPerRound = 10;
const requestsPerSlice = 150;
const warmRounds = 3;

/**
 * CPU of `send` of each HTTP adapter, from the message to the outcome, against that of undici
 * posting the very bytes that the adapter made and reading the answer as text. Short slices of both
 * take turns; the stand-in is a process of its own.
 */
export async function measureVendors(rounds: number): Promise<Figure[]> {
  const standIn = fork(fileURLToPath(new URL("vendor-stand-in.js", import.meta.url)));
  const [port] = (await once(standIn, "message")) as [number];
  const figures: Figure[] = [];
  try {
    for (const { name, capabilities } of vendorList) {
      if (capabilities.transport === "http") {
        const module = (await import(`../vendors/${name}/contract-fixture.js`)) as {
          contractFixture: ContractFixture;
        };
        const fixture = module.contractFixture as HttpFixture;
        figures.push(await measureOne(fixture, standIn, `http://127.0.0.1:${port}`, rounds));
      }
    }
  } finally {
    standIn.kill();
  }
  return figures;
}

async function measureOne(
  fixture: HttpFixture,
  standIn: ChildProcess,
  url: string,
  rounds: number,
): Promise<Figure> {
  const [one] = fixture.sends;
  const act = one?.accepted(idsOf(fixture, 1));
  if (one === undefined || typeof act !== "object") {
    throw new Error(`${fixture.adapter.name} has no acceptance to answer with`);
  }
  standIn.send({ ...act } satisfies StandInAnswer);
  await once(standIn, "message");
  const http = undiciHttpClient();
  const pool = new Pool(url, { connections: 64, pipelining: 1 });
  const account = accountAt(fixture, url);
  const message = messageOf(one);
  const send = async () => {
    const { kind } = await fixture.adapter.send(message, account, http);
    if (kind !== "accepted") {
      throw new Error(`${fixture.adapter.name} took no acceptance`);
    }
  };
  const made = await requestOf((by) => fixture.adapter.send(message, account, by));
  const post = () => bare(pool, made, url);
  // Compiling is no cost of a message, and goes on beside the first thousands of them.
  const slices = warmRounds * slicesPerRound;
  const [ofSend, ofPost]: [number[], number[]] = [[], []];
  for (let slice = -slices; slice < rounds * slicesPerRound; slice += 1) {
    const [sends, posts] = [await cpuOf(send), await cpuOf(post)];
    if (slice >= 0) {
      ofSend.push(sends);
      ofPost.push(posts);
    }
  }
  await http.close();
  await pool.destroy();
  const must = fixture.adapter.name === "sandbox" ? null : { atMost: 1.6 };
  return {
    name: `${fixture.adapter.name}: CPU against a bare POST`,
    unit: "×",
    value: middleMean(ofSend) / middleMean(ofPost),
    must,
    aim: null,
  };
}

/** The request that a send makes, without making it. */
async function requestOf(send: (http: HttpClient) => Promise<unknown>): Promise<HttpRequest> {
  const made: HttpRequest[] = [];
  await send({
    request(request) {
      made.push(request);
      return Promise.resolve({ kind: "not_sent", reason: "recorded" });
    },
  });
  const [first] = made;
  if (first === undefined) {
    throw new Error("a send makes a request");
  }
  return first;
}

async function bare(pool: Pool, request: HttpRequest, origin: string): Promise<void> {
  const { body } = await pool.request({
    path: request.url.slice(origin.length),
    method: request.method,
    headers: request.headers,
    body: request.body,
  });
  await body.text();
}

/**
 * The mean of the middle half: a machine that others use takes half as much for one slice and twice
 * as much for the next, whoever's turn it is.
 */
function middleMean(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4));
  return middle.reduce((sum, one) => sum + one, 0) / middle.length;
}

/** CPU seconds of this process for a slice of calls, some of them under way at a time. */
async function cpuOf(call: () => Promise<void>): Promise<number> {
  let left = requestsPerSlice;
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: underWay }, async () => {
      while (left > 0) {
        left -= 1;
        await call();
      }
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
