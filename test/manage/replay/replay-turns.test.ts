import { describe, expect, it } from "vitest";
import { inPieces } from "../../../src/manage/plans/one-at-a-time.js";
import { ReplayTurns } from "../../../src/manage/replay/replay-turns.js";
import { unlessLeft } from "../../../src/manage/replay/unless-left.js";

describe("turns of replays", () => {
  it("come one after the other, whoever asks", async () => {
    const turns = new ReplayTurns();
    let atWork = 0;
    let most = 0;
    const work = async (name: string): Promise<string> => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setImmediate(resolve));
      atWork -= 1;
      return name;
    };
    const asked = ["a", "b", "a", "c"].map((tenant, index) =>
      Promise.resolve(turns.run(tenant, () => work(`${tenant}${index}`))),
    );

    expect(await Promise.all(asked)).toEqual(["a0", "b1", "a2", "c3"]);
    expect(most).toBe(1);
  });

  it("are three of a tenant's at the most; one that ended, or failed, makes room", async () => {
    const turns = new ReplayTurns();
    const first = Promise.withResolvers<string>();
    const one = turns.run("a", () => first.promise);
    const two = turns.run("a", () => Promise.reject(new Error("broken")));
    const three = turns.run("a", () => Promise.resolve("three"));

    expect(turns.run("a", () => Promise.resolve("four"))).toBeNull();
    expect(turns.run("b", () => Promise.resolve("other"))).not.toBeNull();
    first.resolve("one");
    expect(await one).toBe("one");
    await expect(two).rejects.toThrow("broken");
    expect(await three).toBe("three");
    expect(await turns.run("a", () => Promise.resolve("four"))).toBe("four");
  });
});

describe("work that somebody waits for", () => {
  function* pieces(done: number[]): Generator<void, string> {
    for (const piece of [1, 2, 3]) {
      done.push(piece);
      yield;
    }
    return "all";
  }

  it("goes on to its end", async () => {
    const done: number[] = [];

    expect(await inPieces(unlessLeft(pieces(done), { isLeft: () => false }))).toBe("all");
    expect(done).toEqual([1, 2, 3]);
  });

  it("stops at its next pause once nobody does", async () => {
    const done: number[] = [];
    const watch = { isLeft: () => done.length === 2 };

    expect(await inPieces(unlessLeft(pieces(done), watch))).toBeNull();
    expect(done).toEqual([1, 2]);
  });
});
