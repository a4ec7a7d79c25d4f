/** Maps a span of values to a span of pixels. */
export type Scale = (value: number) => number;

export function scale(from: number, to: number, start: number, end: number): Scale {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

/** Round values over a span, about as many as wanted. */
export function ticks(from: number, to: number, wanted: number): number[] {
  const rough = (to - from) / Math.max(1, wanted);
  if (!(rough > 0)) {
    return [from];
  }
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step) * step;
  const found: number[] = [];
  for (let value = first; value <= to + step / 1_000; value += step) {
    found.push(Number(value.toPrecision(12)));
  }
  return found;
}

/** The first round value, of about as many as wanted from 0, that is not below this one. */
export function roundUp(value: number, wanted: number): number {
  const step = ticks(0, value, wanted)[1] ?? value;
  return step > 0 ? Math.ceil(value / step - 1e-9) * step : 1;
}

/** An SVG path through points; a null breaks the line. */
export function pathOf(points: readonly (readonly [number, number] | null)[]): string {
  let isPenDown = false;
  return points
    .map((point) => {
      if (point === null) {
        isPenDown = false;
        return "";
      }
      const command = isPenDown ? "L" : "M";
      isPenDown = true;
      return `${command}${point[0].toFixed(1)} ${point[1].toFixed(1)}`;
    })
    .join("");
}
