import { percent, short } from "../app/format.js";
import "./charts.css";

interface IntervalBarProps {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How many it was measured over. */
  readonly of: number | null;
  readonly name: string;
  readonly goodFrom: number;
  readonly fairFrom: number;
}

/** A measured share with its 95 % interval: a short whisker is well known, a long one is not. */
export function IntervalBar(props: IntervalBarProps) {
  const { value, low, high, of, name, goodFrom, fairFrom } = props;
  if (value === null) {
    return <span className="faint">–</span>;
  }
  const tone = value >= goodFrom ? "good" : value >= fairFrom ? "warn" : "bad";
  const at = (share: number) => `${(share * 100).toFixed(2)}%`;
  const words = `${name} ${percent(value)}, ${percent(low)} – ${percent(high)}`;
  return (
    <span className={`interval tone-${tone}`} title={words}>
      <svg role="img" aria-label={words}>
        <rect className="track" y="6" width="100%" height="6" rx="3" />
        <rect className="fill" y="6" width={at(value)} height="6" rx="3" />
        {low !== null && high !== null && (
          <line className="span" x1={at(low)} x2={at(high)} y1="9" y2="9" />
        )}
        <circle className="mark" cx={at(value)} cy="9" r="4" />
      </svg>
      <span className="num">
        {percent(value)}
        {of !== null && <span className="of">n {short(of)}</span>}
      </span>
    </span>
  );
}
