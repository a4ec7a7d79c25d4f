import { afterAll, beforeAll } from "vitest";
import type { HttpClient } from "../../src/vendors/http-client.js";
import { type ClosableHttpClient, undiciHttpClient } from "../../src/vendors/undici-http-client.js";
import { startStub, type StubServer } from "./stub-server.js";

// Long enough to be heard on a busy machine; the other tests of the file run meanwhile.
const patienceMs = 1500;

/**
 * A vendor that takes every request and answers none. All who are to ask it ask in the beginning,
 * so that a file waits for one time-out, however many adapters it tests.
 */
class SilentVendor {
  readonly #asking: ((url: string, http: HttpClient) => void)[] = [];

  constructor() {
    let stub: StubServer;
    let network: ClosableHttpClient;
    beforeAll(async () => {
      stub = await startStub("hang");
      network = undiciHttpClient({ connectionsMax: 1000 });
      const hasty: HttpClient = {
        request: (request) => network.request({ ...request, timeoutMs: patienceMs }),
      };
      for (const ask of this.#asking) {
        ask(`${stub.url}/v/vendor`, hasty);
      }
    });
    afterAll(async () => {
      await network.close();
      await stub.close();
    });
  }

  /** Called while tests are declared: asks as soon as they begin. */
  asked<T>(ask: (url: string, http: HttpClient) => Promise<T>): Promise<T> {
    return new Promise((resolve) => {
      this.#asking.push((url, http) => resolve(ask(url, http)));
    });
  }
}

export const silentVendor = new SilentVendor();
