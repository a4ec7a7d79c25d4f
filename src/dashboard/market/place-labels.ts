/** Where a label is wanted: beside a point. */
export interface LabelWish {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

export interface PlacedLabel {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end" | "middle";
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const letter = 6.4;
const line = 14;

/**
 * A free place beside each point, or null where there is none: a label that covers another says
 * nothing. Earlier wishes go first.
 *
 * @param dots all points, which no label covers
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  dots: readonly { readonly x: number; readonly y: number }[],
  area: { readonly left: number; readonly right: number; readonly top: number },
): readonly (PlacedLabel | null)[] {
  const taken: Box[] = dots.map(({ x, y }) => boxAround(x, y, 6, 6));
  return wishes.map((wish) => {
    const found = candidates(wish).find(({ box }) => {
      const isInside = box.left >= area.left && box.right <= area.right && box.top >= area.top;
      return isInside && taken.every((other) => !overlaps(box, other));
    });
    if (found === undefined) {
      return null;
    }
    taken.push(found.box);
    return found.label;
  });
}

function candidates({ x, y, text }: LabelWish) {
  const width = text.length * letter;
  const at = (dx: number, dy: number, anchor: PlacedLabel["anchor"]) => {
    const label = { x: x + dx, y: y + dy, anchor };
    const left =
      anchor === "start" ? label.x : anchor === "end" ? label.x - width : label.x - width / 2;
    return {
      label,
      box: { left, right: left + width, top: label.y - line + 3, bottom: label.y + 3 },
    };
  };
  return [
    at(11, -6, "start"),
    at(-11, -6, "end"),
    at(11, 15, "start"),
    at(-11, 15, "end"),
    at(0, -13, "middle"),
    at(0, 22, "middle"),
  ];
}

function boxAround(x: number, y: number, dx: number, dy: number): Box {
  return { left: x - dx, right: x + dx, top: y - dy, bottom: y + dy };
}

function overlaps(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}
