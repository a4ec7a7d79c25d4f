import { readFileSync } from "node:fs";
import path from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { ApiClient } from "../support/api-client.js";
import { type Arrived, LiveWorld } from "../support/live-world.js";
import { until } from "../support/until.js";

interface WorldPlace {
  readonly serverUrl: string;
  readonly marketUrl: string;
  readonly dataDir: string;
}

/** Credentials of a pretend vendor that work. */
export interface Trial {
  readonly apiKey: string;
  readonly callbackSecret: string;
}

declare module "vitest" {
  interface ProvidedContext {
    /** Where the one server of the run is, with three days of a past. */
    worldPlace: WorldPlace;
  }
}

/** Starts the server and the pretend market that all files of a run visit. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const world = await LiveWorld.open();
  const server = await world.start({ SANDI_DEMO_DAYS: "3" });
  await until("the past is played", () => /history: done/.test(server.output()), 120_000);
  project.provide("worldPlace", {
    serverUrl: server.url,
    marketUrl: world.market.url,
    dataDir: world.dataDir,
  });
  return () => world.close();
}

/** The server of the run as its tenant's programs see it, and the pretend market behind it. */
export class OneWorld {
  readonly #place = inject("worldPlace");
  readonly url = this.#place.serverUrl;
  readonly port = Number(new URL(this.url).port);
  /** A number that is alive in the market. */
  readonly phone = "+6281157953957";

  /** The demo tenant's owner, or the operator. */
  client(who: "demo" | "operator" = "demo"): ApiClient {
    const file = path.join(this.#place.dataDir, `${who}.key`);
    return new ApiClient(this.url, readFileSync(file, "utf8").trim());
  }

  /** Makes a key of the demo tenant and returns its secret. */
  async makeKey(name: string, role: string): Promise<string> {
    const { createApiKey } = await this.client().ask<{ createApiKey: { secret: string } }>(
      `mutation { createApiKey(input: { name: "${name}", role: ${role} }) { secret } }`,
    );
    return createApiKey.secret;
  }

  /** What reached the handset, newest first. */
  async inbox(): Promise<readonly Arrived[]> {
    const to = encodeURIComponent(this.phone);
    const answer = await fetch(`${this.#place.marketUrl}/inbox?to=${to}`);
    return (await answer.json()) as Arrived[];
  }

  /** Waits for a code that the handset did not hold when it held so many messages. */
  async codeAfter(arrivedBefore: number): Promise<string> {
    return await until("the code arrives", async () => {
      const arrived = await this.inbox();
      return arrived.length > arrivedBefore && arrived[0]?.code;
    });
  }

  /** What opens an account at a pretend vendor. */
  async trialOf(vendor: string): Promise<Trial> {
    const answer = await fetch(`${this.#place.marketUrl}/vendors`);
    const vendors = (await answer.json()) as { vendor: string; trialCredentials: Trial }[];
    const found = vendors.find((one) => one.vendor === vendor);
    if (found === undefined) {
      throw new Error(`the market has no vendor ${vendor}`);
    }
    return found.trialCredentials;
  }

  /** Lets a pretend vendor fail until it is healed. */
  async fail(vendor: string, kind: string): Promise<void> {
    await fetch(`${this.#place.marketUrl}/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ vendor, kind }),
    });
  }

  /** All vendors work again. */
  async heal(): Promise<void> {
    await fetch(`${this.#place.marketUrl}/faults`, { method: "DELETE" });
  }
}
