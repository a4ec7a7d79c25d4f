import { scale } from "./scale.js";
import "./charts.css";

/** A number with its interval, as one of several on a line. */
export interface IntervalMark {
  readonly key: string;
  /** A CSS class that sets --channel, its colour. */
  readonly className: string;
  readonly value: number;
  /** Null = no interval is known. */
  readonly low: number | null;
  readonly high: number | null;
}

interface IntervalStripProps {
  readonly marks: readonly IntervalMark[];
  readonly label: string;
}

const gap = 15;

/** Numbers of one kind under each other on one scale: where intervals part, they differ. */
export function IntervalStrip({ marks, label }: IntervalStripProps) {
  const all = marks.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const at = scale(least, most, 4, 96);
  const x = (value: number) => `${(least === most ? 50 : at(value)).toFixed(2)}%`;
  const height = gap * marks.length + 4;
  return (
    <svg className="interval-strip" height={height} role="img" aria-label={label}>
      {marks.map(({ key, className, value, low, high }, index) => {
        const y = 2 + gap * (index + 0.5);
        return (
          <g key={key} className={className}>
            <line className="track" x1="0" x2="100%" y1={y} y2={y} />
            {low !== null && high !== null && (
              <line className="reach" x1={x(low)} x2={x(high)} y1={y} y2={y} />
            )}
            <circle className="point" cx={x(value)} cy={y} r="5" />
          </g>
        );
      })}
    </svg>
  );
}
