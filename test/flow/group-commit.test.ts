import { describe, expect, it } from "vitest";
import { groupCommit } from "../../src/flow/group-commit.js";

/** Items in batches, as they were run; each batch takes a turn of the event loop. */
function collector(options: { readonly batchMax: number; readonly gatherMs?: number }) {
  const batches: string[][] = [];
  const run = groupCommit<string, string>(
    async (items) => {
      batches.push([...items]);
      await turn();
      return items;
    },
    { queueMax: 100, ...options },
  );
  return { batches, run };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a group commit", () => {
  it("runs what comes in one turn, and what comes meanwhile, as one batch each", async () => {
    const { batches, run } = collector({ batchMax: 10 });
    const first = [run("a"), run("b")];
    await turn();
    await Promise.all([...first, run("c"), run("d")]);

    expect(batches).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  it("that gathers takes what comes soon after a small batch together", async () => {
    const { batches, run } = collector({ batchMax: 10, gatherMs: 300 });
    await run("a");
    const second = run("b");
    await turn();
    await Promise.all([second, run("c")]);

    expect(batches).toEqual([["a"], ["b", "c"]]);
  });

  it("does not gather where batches are of one item", async () => {
    const { batches, run } = collector({ batchMax: 1, gatherMs: 600_000 });
    await Promise.all([run("a"), run("b")]);
    await run("c");

    expect(batches).toEqual([["a"], ["b"], ["c"]]);
  });
});
