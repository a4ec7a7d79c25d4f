import { describe, expect, it } from "vitest";
import { createShutdown } from "../../src/http/shutdown.js";
import { createLog } from "../../src/log.js";

const log = createLog("silent");

describe("createShutdown", () => {
  it("runs the steps in order, once, however often it is called", async () => {
    const ran: string[] = [];
    const step = (name: string) => ({
      name,
      timeoutMs: 1000,
      run: async () => {
        await Promise.resolve();
        ran.push(name);
      },
    });
    const stop = createShutdown([step("listen"), step("drain"), step("pools")], log);

    expect(await Promise.all([stop(), stop()])).toEqual([true, true]);
    expect(ran).toEqual(["listen", "drain", "pools"]);
  });

  it("goes on after a step that fails or hangs, and says that it was not clean", async () => {
    const ran: string[] = [];
    const stop = createShutdown(
      [
        { name: "fails", timeoutMs: 1000, run: () => Promise.reject(new Error("no")) },
        { name: "hangs", timeoutMs: 5, run: () => new Promise(() => undefined) },
        { name: "last", timeoutMs: 1000, run: async () => ran.push("last") },
      ],
      log,
    );

    expect(await stop()).toBe(false);
    expect(ran).toEqual(["last"]);
  });
});
