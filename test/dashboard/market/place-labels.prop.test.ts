import fc from "fast-check";
import { expect, test } from "vitest";
import { placeLabels } from "../../../src/dashboard/market/place-labels.js";

const wish = fc.record({
  x: fc.integer({ min: 0, max: 900 }),
  y: fc.integer({ min: 0, max: 300 }),
  text: fc.string({ minLength: 1, maxLength: 20 }),
});

test("no label covers a point or another label, and the first has a place in the open", () => {
  fc.assert(
    fc.property(fc.array(wish, { minLength: 1, maxLength: 20 }), (wishes) => {
      const area = { left: 0, right: 900, top: 0 };
      const labels = placeLabels(wishes, wishes, area);
      const boxes = labels.flatMap((label, index) => {
        const width = (wishes[index]?.text.length ?? 0) * 6.4;
        const left = label?.anchor === "end" ? width : label?.anchor === "middle" ? width / 2 : 0;
        return label === null || label === undefined
          ? []
          : [{ x: label.x - left, y: label.y, width }];
      });
      const covers = (index: number) =>
        boxes.some(
          (other, at) =>
            at > index &&
            Math.abs(other.y - (boxes[index]?.y ?? 0)) < 14 &&
            other.x < (boxes[index]?.x ?? 0) + (boxes[index]?.width ?? 0) &&
            (boxes[index]?.x ?? 0) < other.x + other.width,
        );
      expect(boxes.filter((_, index) => covers(index))).toEqual([]);
      expect(boxes.every(({ x, width }) => x >= 0 && x + width <= 900)).toBe(true);
    }),
  );
  const [alone] = placeLabels([{ x: 400, y: 100, text: "Alone" }], [{ x: 400, y: 100 }], {
    left: 0,
    right: 900,
    top: 0,
  });
  expect(alone).toEqual({ x: 411, y: 94, anchor: "start" });
});
