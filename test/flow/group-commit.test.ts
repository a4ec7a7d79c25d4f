import { describe, expect, it } from "vitest";
import { type Gathering, groupCommit } from "../../src/flow/group-commit.js";

/** Items in batches, as they were run; each batch takes a turn of the event loop. */
function collector(options: { readonly batchMax: number; readonly gather?: Gathering }) {
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

const behind = (behindSmallMs: number, behindLargeMs: number): Gathering => ({
  behindSmallMs,
  behindLargeMs,
});
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);
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
    const { batches, run } = collector({ batchMax: 10, gather: behind(300, 0) });
    await run("a");
    const second = run("b");
    await turn();
    await Promise.all([second, run("c")]);

    expect(batches).toEqual([["a"], ["b", "c"]]);
  });

  it("that gathers under load alone does so behind a large batch", async () => {
    const { batches, run } = collector({ batchMax: 100, gather: behind(0, 300) });
    await run("a");
    await Promise.all(many(40).map(run));
    const third = run("b");
    await turn();
    await Promise.all([third, run("c")]);

    expect(batches.slice(0, 2).map((batch) => batch.length)).toEqual([1, 40]);
    expect(batches.slice(2)).toEqual([["b", "c"]]);
  });

  it("does not gather while a full batch waits", async () => {
    const { batches, run } = collector({ batchMax: 40, gather: behind(600_000, 600_000) });
    await Promise.all(many(80).map(run));

    expect(batches.map((batch) => batch.length)).toEqual([40, 40]);
  });

  it("does not gather where batches are of one item", async () => {
    const { batches, run } = collector({ batchMax: 1, gather: behind(600_000, 600_000) });
    await Promise.all([run("a"), run("b")]);
    await run("c");

    expect(batches).toEqual([["a"], ["b"], ["c"]]);
  });
});
