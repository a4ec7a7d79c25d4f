import { pathOf, scale } from "../charts/scale.js";
import { useWidth } from "../charts/use-width.js";

interface LiveChartProps {
  readonly label: string;
  /** The latest last. */
  readonly values: readonly number[];
  /** How many fit: the line grows from the right. */
  readonly of: number;
  readonly tone: string;
  /** From where on it is to be watched; null = there is no such value. */
  readonly limit: number | null;
}

const height = 52;

/** The last minutes of one figure, and the line that it should stay below. */
export function LiveChart({ label, values, of, tone, limit }: LiveChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>(180);
  const most = Math.max(...values, 0);
  const isLimitShown = limit !== null && most >= limit * 0.4;
  const x = scale(0, of - 1, 0, width - 3);
  const y = scale(0, Math.max(most, isLimitShown ? limit : 0, 1) * 1.15, height - 1, 3);
  const first = of - values.length;
  const points = values.map((value, index) => [x(first + index), y(value)] as const);
  const [start, end] = [points[0], points.at(-1)];
  return (
    <div className={`live-chart tone-${tone}`} ref={ref}>
      <svg width="100%" height={height} role="img" aria-label={label}>
        <line className="base" x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
        {isLimitShown && <line className="limit" x1="0" x2={width} y1={y(limit)} y2={y(limit)} />}
        {start !== undefined && end !== undefined && (
          <>
            <path
              className="area"
              d={`${pathOf(points)}L${end[0]} ${height}L${start[0]} ${height}Z`}
            />
            <path className="line" d={pathOf(points)} />
            <circle className="end" cx={end[0]} cy={end[1]} r="2.5" />
          </>
        )}
      </svg>
    </div>
  );
}
