import { expect, it } from "vitest";
import { fillIn } from "../../../src/dashboard/words/fill-in.js";

it.each([
  [0, "0 lines left out"],
  [1, "1 line left out"],
  ["1", "1 line left out"],
  ["1,001", "1,001 lines left out"],
])("says %s with the word that goes with it", (count, said) => {
  expect(fillIn("{count:line|lines} left out", { count })).toBe(said);
});

it("puts values in, and leaves what has none as it stands", () => {
  const text = "{first} of {all}, {count:line|lines}";

  expect(fillIn(text, { first: 0, all: "" })).toBe("0 of , {count:line|lines}");
});
