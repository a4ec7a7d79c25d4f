import { type KeyboardEvent, useState } from "react";
import { day, dayAndTime } from "../app/format.js";
import { useChartSummary } from "./chart-summary.js";
import { pathOf, roundUp, scale, ticks } from "./scale.js";
import { useWidth } from "./use-width.js";
import "./charts.css";

export interface TimeSeries {
  readonly name: string;
  /** A CSS class that sets --channel, its colour. */
  readonly className: string;
  /** One per time; null = nothing was measured. */
  readonly values: readonly (number | null)[];
  readonly isStepped?: boolean;
}

interface TimeChartProps {
  readonly label: string;
  readonly times: readonly string[];
  readonly series: readonly TimeSeries[];
  readonly say: (value: number) => string;
  /** How values are said on the axis; as elsewhere when left out. */
  readonly sayTick?: ((value: number) => string) | undefined;
  /** How the time that is read is said; day and hour when left out. */
  readonly sayTime?: (time: string) => string;
  readonly height?: number;
  /** Null = from the data. */
  readonly from?: number | null;
  readonly to?: number | null;
  readonly isArea?: boolean;
  /** Stretches to look at, by the indexes of their first and last time. */
  readonly bands?: readonly (readonly [first: number, last: number])[];
}

const edge = { left: 56, right: 12, top: 10, bottom: 26 };
const ticksWanted = 4;

/** Lines over time, read under the pointer or, with the arrow keys, time by time. */
export function TimeChart(props: TimeChartProps) {
  const { label, times, series, say, height = 220, from = null, to = null } = props;
  const { isArea = false, bands = [], sayTime = dayAndTime, sayTick = say } = props;
  const [ref, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const summary = useChartSummary(series, say);
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const low = from ?? Math.min(...known, 0);
  const high = to ?? roundUp(Math.max(...known, 0), ticksWanted);
  const x = scale(0, Math.max(1, times.length - 1), edge.left, width - edge.right);
  const y = scale(low, high, height - edge.bottom, edge.top);
  const read = (clientX: number, box: DOMRect) => {
    const share = (clientX - box.left - edge.left) / (width - edge.left - edge.right);
    const index = Math.round(share * (times.length - 1));
    setAt(index >= 0 && index < times.length ? index : null);
  };
  const onKey = (event: KeyboardEvent) => {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (by !== 0) {
      event.preventDefault();
      setAt(Math.min(Math.max((at ?? (by > 0 ? -1 : times.length)) + by, 0), times.length - 1));
    }
  };
  return (
    <div className="plot" ref={ref}>
      <svg
        height={height}
        role="img"
        aria-label={`${label}. ${summary}`}
        tabIndex={0}
        onKeyDown={onKey}
        onBlur={() => setAt(null)}
        onPointerMove={(event) => read(event.clientX, event.currentTarget.getBoundingClientRect())}
        onPointerLeave={() => setAt(null)}
      >
        <Axes
          {...{ times, x, y, width, height }}
          say={sayTick}
          values={ticks(low, high, ticksWanted)}
        />
        <Bands {...{ bands, x, height }} />
        {series.map((line) => (
          <Line
            key={line.name}
            line={line}
            x={x}
            y={y}
            base={isArea ? y(Math.max(low, 0)) : null}
          />
        ))}
        {at !== null && (
          <line className="hair" x1={x(at)} x2={x(at)} y1={edge.top} y2={height - edge.bottom} />
        )}
      </svg>
      {at !== null && (
        <div
          className="tip"
          aria-live="polite"
          style={{ left: Math.min(Math.max(x(at), 90), width - 90), top: 70 }}
        >
          <Reading time={sayTime(times[at] ?? "")} at={at} series={series} say={say} />
        </div>
      )}
    </div>
  );
}

interface BandsProps {
  readonly bands: readonly (readonly [first: number, last: number])[];
  readonly x: (index: number) => number;
  readonly height: number;
}

function Bands({ bands, x, height }: BandsProps) {
  const half = (x(1) - x(0)) / 2;
  return bands.map(([first, last]) => (
    <rect
      key={first}
      className="band"
      x={x(first) - half}
      width={x(last) - x(first) + 2 * half}
      y={edge.top}
      height={height - edge.bottom - edge.top}
    />
  ));
}

interface ReadingProps {
  readonly time: string;
  readonly at: number;
  readonly series: readonly TimeSeries[];
  readonly say: (value: number) => string;
}

function Reading({ time, at, series, say }: ReadingProps) {
  return (
    <>
      <div className="faint">{time}</div>
      {series.map(({ name, className, values }) => {
        const value = values[at] ?? null;
        return (
          <div key={name} className={`spread ${className}`}>
            <span className="channel">{name}</span>
            <span className="num strong">{value === null ? "–" : say(value)}</span>
          </div>
        );
      })}
    </>
  );
}

interface AxesProps {
  readonly times: readonly string[];
  readonly values: readonly number[];
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  readonly width: number;
  readonly height: number;
  readonly say: (value: number) => string;
}

function Axes({ times, values, x, y, width, height, say }: AxesProps) {
  const every = Math.max(1, Math.ceil(times.length / Math.max(2, width / 90)));
  return (
    <>
      {values.map((value) => (
        <g key={value}>
          <line
            className="grid"
            x1={edge.left}
            x2={width - edge.right}
            y1={y(value)}
            y2={y(value)}
          />
          <text className="axis" x={edge.left - 8} y={y(value) + 4} textAnchor="end">
            {say(value)}
          </text>
        </g>
      ))}
      {times.map((time, index) =>
        index % every === 0 ? (
          <text
            key={time}
            className="axis"
            x={x(index)}
            y={height - 6}
            textAnchor={x(index) > width - 2 * edge.right ? "end" : "middle"}
          >
            {day(time)}
          </text>
        ) : null,
      )}
    </>
  );
}

interface LineProps {
  readonly line: TimeSeries;
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  /** Where an area under it ends; null = none is drawn. */
  readonly base: number | null;
}

function Line({ line, x, y, base }: LineProps) {
  const points = line.values.flatMap((value, index): (readonly [number, number] | null)[] => {
    if (value === null) {
      return [null];
    }
    const before = line.values[index - 1];
    const corner: [number, number][] =
      line.isStepped === true && typeof before === "number" ? [[x(index), y(before)]] : [];
    return [...corner, [x(index), y(value)]];
  });
  const drawn = points.filter((point) => point !== null);
  const [first, last] = [drawn[0], drawn.at(-1)];
  return (
    <g className={line.className}>
      {base !== null && first !== undefined && last !== undefined && (
        <path className="area" d={`${pathOf(drawn)}L${last[0]} ${base}L${first[0]} ${base}Z`} />
      )}
      <path className="line" d={pathOf(points)} />
      {drawn.length === 1 && first !== undefined && (
        <circle className="point" cx={first[0]} cy={first[1]} r="4" />
      )}
    </g>
  );
}
