import fc from "fast-check";
import type { OperationResult } from "urql";
import { describe, expect, it } from "vitest";
import { type AskPage, type PageOf, PageReader } from "../../../src/dashboard/app/page-reader.js";

type List = PageOf<number>;

/** A list at the server, newest first, whose pages are asked for and answered by hand. */
class Server {
  rows: readonly number[];
  readonly #waiting: (() => void)[] = [];
  isRefusing = false;
  open = 0;

  constructor(
    rows: readonly number[],
    private readonly first: number,
  ) {
    this.rows = rows;
  }

  readonly ask: AskPage<List> = (after, _isAnew, hear) => {
    this.open += 1;
    let isStopped = false;
    this.#waiting.push(() => {
      if (!isStopped) {
        hear(this.#answer(after));
      }
    });
    return () => {
      this.open -= isStopped ? 0 : 1;
      isStopped = true;
    };
  };

  /** Answers the questions that wait, those asked meanwhile included. */
  answer(): void {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      next();
    }
  }

  #answer(after: string | null): OperationResult<List> {
    if (this.isRefusing) {
      return { error: new Error("refused") } as unknown as OperationResult<List>;
    }
    const behind = this.rows.filter((row) => after === null || row < Number(after));
    const nodes = behind.slice(0, this.first);
    const endCursor = nodes.length === 0 ? null : String(nodes.at(-1));
    const pageInfo = { hasNextPage: behind.length > nodes.length, endCursor };
    const data = { nodes, pageInfo, totalCount: this.rows.length };
    return { data, stale: false } as unknown as OperationResult<List>;
  }
}

const self = (list: List): List => list;
const down = (length: number) => Array.from({ length }, (_, index) => 10 * (length - index));

describe("a list read page by page", () => {
  it("shows one page, then the next as it is asked for, and says when there is no more", () => {
    const server = new Server(down(5), 2);
    const reader = new PageReader<List, number>(self);
    const shown: (readonly number[] | undefined)[] = [];
    reader.subscribe(() => shown.push(reader.view().rows));
    const stop = reader.read(server.ask, false);

    expect(reader.view()).toMatchObject({ rows: undefined, isBusy: true });
    server.answer();
    expect(reader.view()).toMatchObject({ rows: [50, 40], total: 5, hasMore: true, isBusy: false });
    reader.more();
    reader.more();
    expect(reader.view()).toMatchObject({ rows: [50, 40], hasMore: true, isBusy: true });
    server.answer();
    reader.more();
    server.answer();
    expect(reader.view()).toMatchObject({ rows: [50, 40, 30, 20, 10], hasMore: false });
    reader.more();
    expect(server.open).toBe(3);
    stop();
    expect(server.open).toBe(0);
    expect(shown.length).toBeGreaterThan(3);
  });

  it("keeps what it shows while something else is read, and lets go of it when that fails", () => {
    const [server, other] = [new Server(down(3), 2), new Server([7], 2)];
    const reader = new PageReader<List, number>(self);
    reader.read(server.ask, false);
    server.answer();
    reader.read(other.ask, false);

    expect(reader.view()).toMatchObject({ rows: [30, 20], isBusy: true });
    server.answer();
    other.answer();
    expect(reader.view()).toMatchObject({ rows: [7], isBusy: false, hasMore: false });
    other.isRefusing = true;
    reader.again();
    other.answer();
    expect(reader.view().error).toBeDefined();
    expect(reader.view().rows).toBeUndefined();
    other.isRefusing = false;
    reader.again();
    other.answer();
    expect(reader.view()).toMatchObject({ rows: [7], error: undefined });
  });

  it("neither loses nor repeats a row, whatever came and went before it is read again", () => {
    const change = fc.record({
      gone: fc.array(fc.nat({ max: 40 }), { maxLength: 5 }),
      come: fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 1, max: 7 }),
        fc.nat({ max: 6 }),
        fc.array(change, { maxLength: 4 }),
        fc.boolean(),
        (length, first, pages, changes, isWhole) => {
          const server = new Server(down(length), first);
          const reader = new PageReader<List, number>(self);
          reader.read(server.ask, isWhole);
          server.answer();
          for (let page = 0; page < pages; page += 1) {
            reader.more();
            server.answer();
          }
          for (const { gone, come } of changes) {
            const kept = server.rows.filter((_, index) => !gone.includes(index));
            server.rows = [...new Set([...kept, ...come])].sort((a, b) => b - a);
            reader.again();
            server.answer();
            const { rows = [], hasMore, isBusy } = reader.view();
            expect(isBusy).toBe(false);
            expect(rows).toEqual(server.rows.slice(0, rows.length));
            expect(hasMore).toBe(rows.length < server.rows.length);
            expect(isWhole && hasMore).toBe(false);
          }
        },
      ),
    );
  });
});
