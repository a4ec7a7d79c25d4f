import { describe, expect, it } from "vitest";
import { endingWith, waitOf } from "../../../src/core/route/wait.js";

describe("a wait that ends with the send", () => {
  it("is as long as it was where that ends in time", () => {
    expect(endingWith(waitOf(30), 60_000)).toEqual(waitOf(30));
  });

  it("is cut where nothing could follow it any more, in whole milliseconds", () => {
    expect(endingWith(waitOf(300), 179_889.99987)).toMatchObject({ waitMs: 179_890 });
    expect(endingWith({ ...waitOf(300), waitMs: 179_889.4 }, 1e9).waitMs).toBe(179_889);
    expect(endingWith(waitOf(300), -5).waitMs).toBe(0);
  });
});
