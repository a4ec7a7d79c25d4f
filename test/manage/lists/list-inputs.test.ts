import { describe, expect, it } from "vitest";
import { listInputs } from "../../../src/manage/lists/list-inputs.js";
import { SheetProblem } from "../../../src/manage/rates/sheet-text.js";

const listOf = (count: number): Buffer[] => [
  Buffer.from(["phone", ...Array.from({ length: count }, (_, at) => `+6281${at}`)].join("\n")),
];

async function* bytesOf(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    yield await Promise.resolve(piece);
  }
}

/** How many entries were handed out, and why it ended; null = the list did. */
async function read(pieces: readonly Buffer[], atOnce: number, countMax?: number) {
  let count = 0;
  try {
    for await (const inputs of listInputs(bytesOf(pieces), atOnce, countMax)) {
      count += inputs.length;
    }
    return { count, why: null };
  } catch (error) {
    if (!(error instanceof SheetProblem)) {
      throw error;
    }
    return { count, why: error.reason };
  }
}

describe("the entries of a list", () => {
  it.each([1, 4, 7, 20])(
    "may be as many as the limit, %d at a time, and not one more",
    async (n) => {
      const why = { phrase: "listTooLong", params: { max: 7 } };

      expect(await read(listOf(7), n, 7)).toEqual({ count: 7, why: null });
      expect((await read(listOf(8), n, 7)).why).toEqual(why);
      // What is told of more than the limit was never handed out.
      expect((await read(listOf(40), n, 7)).count).toBeLessThanOrEqual(7);
    },
  );

  it("are 2,000,000 at most where nobody says otherwise", { timeout: 60_000 }, async () => {
    const piece = Buffer.from("1\n".repeat(10_000));
    const more = Array.from({ length: 200 }, () => piece);

    expect(await read([...more, Buffer.from("\n\n")], 200)).toEqual({
      count: 2_000_000,
      why: null,
    });
    expect(await read([...more, Buffer.from("1\n")], 200)).toEqual({
      count: 2_000_000,
      why: { phrase: "listTooLong", params: { max: 2_000_000 } },
    });
  });
});
