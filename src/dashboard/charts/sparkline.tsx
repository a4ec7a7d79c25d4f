import { pathOf, scale } from "./scale.js";
import "./charts.css";

interface SparklineProps {
  readonly values: readonly (number | null)[];
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
  /** Steps instead of slopes, for prices. */
  readonly isStepped?: boolean;
  readonly tone?: "good" | "warn" | "bad";
}

/** A line without axes: the shape of a number over time. */
export function Sparkline({ values, label, ...rest }: SparklineProps) {
  const { width = 84, height = 22, isStepped = false, tone } = rest;
  const known = values.filter((value) => value !== null);
  if (known.length < 2) {
    return <span className="faint">–</span>;
  }
  const x = scale(0, values.length - 1, 1, width - 1);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const pad = (high - low || Math.abs(high) || 1) * 0.1;
  const y = scale(low - pad, high + pad, height - 1, 1);
  const points = values.flatMap((value, index): (readonly [number, number] | null)[] => {
    if (value === null) {
      return [null];
    }
    const before = values[index - 1];
    const corner: [number, number][] =
      isStepped && before !== null && before !== undefined ? [[x(index), y(before)]] : [];
    return [...corner, [x(index), y(value)]];
  });
  return (
    <svg
      className={tone === undefined ? "spark" : `spark tone-${tone}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <path d={pathOf(points)} />
    </svg>
  );
}
