import { describe, expect, it } from "vitest";
import { HistoryTelling, historyTitle } from "../../src/cli/history-telling.js";

function telling(parts: number) {
  const lines: string[] = [];
  const title = historyTitle(30, 4);
  return { lines, history: new HistoryTelling(title, parts, (line) => lines.push(line)) };
}

describe("what is told of the demo's past", () => {
  it("begins with what is played, goes on by fifths and ends with the sends", () => {
    const { lines, history } = telling(1);

    for (let percent = 0; percent <= 100; percent += 1) {
      history.played(0, percent / 100);
    }
    history.done(4_429);

    expect(lines.slice(0, -1)).toEqual([
      "history: playing 30 days of traffic of 4 tenants",
      ...[20, 40, 60, 80].map((percent) => `history: ${percent} %`),
    ]);
    expect(lines.at(-1)).toMatch(/^history: done, 4429 sends in \d+\.\d s$/);
  });

  it("is one story, however many parts it is played in", () => {
    const { lines, history } = telling(2);

    history.played(0, 0);
    history.played(1, 0);
    history.played(0, 1);
    history.played(1, 0.5);

    expect(lines).toEqual([
      "history: playing 30 days of traffic of 4 tenants",
      "history: 20 %",
      "history: 40 %",
    ]);
  });

  it("is nothing where nothing was left to play", () => {
    const { lines, history } = telling(2);

    history.done(0);

    expect(lines).toEqual([]);
  });
});
