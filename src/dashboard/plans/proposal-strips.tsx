import { duration, money, percent } from "../app/format.js";
import { scale } from "../charts/scale.js";
import { useWidth } from "../charts/use-width.js";
import { useWords } from "../words/use-words.js";
import type { EstimateFragment } from "./estimate.generated.js";
import { plansWords } from "./plans.words.js";

interface ProposalStripsProps {
  /** In the order of their numbers, from 1. */
  readonly estimates: readonly EstimateFragment[];
  /** The plan as it stands; null = it is not estimated. */
  readonly current: EstimateFragment | null;
  /** The one that is pointed at, by its place; null = none. */
  readonly shown: number | null;
  readonly onShow: (index: number | null) => void;
}

interface Figure {
  readonly word: keyof typeof plansWords;
  readonly read: (one: EstimateFragment) => number | null;
  readonly say: (one: EstimateFragment) => string;
  readonly isMoreBetter: boolean;
}

const amount = (value: { readonly amount: string } | null) =>
  value === null ? null : Number(value.amount);

const figures: readonly Figure[] = [
  {
    word: "verified",
    read: (one) => one.successRate,
    say: (one) => percent(one.successRate),
    isMoreBetter: true,
  },
  {
    word: "perVerified",
    read: (one) => amount(one.costPerVerified),
    say: (one) => money(one.costPerVerified, "price"),
    isMoreBetter: false,
  },
  {
    word: "timeP95",
    read: (one) => one.timeToDeliverMsP95,
    say: (one) => duration(one.timeToDeliverMsP95),
    isMoreBetter: false,
  },
  {
    word: "duplicates",
    read: (one) => one.duplicateRate,
    say: (one) => percent(one.duplicateRate),
    isMoreBetter: false,
  },
];

const rowHeight = 46;
const top = 30;
const radius = 11;

/** Proposals laid over each other: a line each through figures that are better further right. */
export function ProposalStrips({ estimates, current, shown, onShow }: ProposalStripsProps) {
  const t = useWords(plansWords);
  const [ref, width] = useWidth<HTMLDivElement>(780);
  const label = width < 520 ? 0 : 132;
  const all = current === null ? estimates : [...estimates, current];
  const place = (figure: Figure, one: EstimateFragment) =>
    placeOf(figure, one, all, [label + 70, width - 74]);
  const y = (row: number) => top + row * rowHeight;
  const pathOf = (one: EstimateFragment) =>
    figures
      .map((figure, row) => {
        const x = place(figure, one);
        return x === null ? "" : `${row === 0 ? "M" : "L"}${x.toFixed(1)} ${y(row)}`;
      })
      .join("");
  return (
    <div className="proposal-plot" ref={ref}>
      <svg height={y(figures.length - 1) + 26} role="img" aria-label={t("overlay")}>
        {figures.map((figure, row) => (
          <Strip key={figure.word} {...{ figure, all, label, width }} y={y(row)} />
        ))}
        {current !== null && <path className="way current" d={pathOf(current)} />}
        {estimates.map((one, index) => (
          <path
            key={index}
            className={`way rank-${index + 1}`}
            data-dim={shown !== null && shown !== index}
            d={pathOf(one)}
          />
        ))}
        {figures.map((figure, row) =>
          estimates.map((one, index) => (
            <Dot
              key={`${figure.word} ${index}`}
              x={place(figure, one)}
              y={y(row)}
              number={index + 1}
              isDim={shown !== null && shown !== index}
              onShow={(isShown) => onShow(isShown ? index : null)}
            />
          )),
        )}
      </svg>
    </div>
  );
}

interface StripProps {
  readonly figure: Figure;
  readonly all: readonly EstimateFragment[];
  readonly label: number;
  readonly width: number;
  readonly y: number;
}

/** A figure's line, with its worst value at the left and its best at the right. */
function Strip({ figure, all, label, width, y }: StripProps) {
  const t = useWords(plansWords);
  const known = all.filter((one) => figure.read(one) !== null);
  const sorted = known.toSorted((a, b) => (figure.read(a) ?? 0) - (figure.read(b) ?? 0));
  const [least, most] = [sorted[0], sorted.at(-1)];
  const [worst, best] = figure.isMoreBetter ? [least, most] : [most, least];
  return (
    <g>
      {label > 0 ? (
        <text className="name" x={0} y={y + 4}>
          {t(figure.word)}
        </text>
      ) : (
        <text className="name" x={0} y={y - 15}>
          {t(figure.word)}
        </text>
      )}
      <line className="track" x1={label + 58} x2={width - 62} y1={y} y2={y} />
      <text x={label + 50} y={y + 4} textAnchor="end">
        {worst === undefined ? "–" : figure.say(worst)}
      </text>
      <text x={width - 54} y={y + 4}>
        {best === undefined ? "–" : figure.say(best)}
      </text>
    </g>
  );
}

interface DotProps {
  readonly x: number | null;
  readonly y: number;
  readonly number: number;
  readonly isDim: boolean;
  readonly onShow: (isShown: boolean) => void;
}

function Dot({ x, y, number, isDim, onShow }: DotProps) {
  return x === null ? null : (
    <g
      className={`rank rank-${number}`}
      data-dim={isDim}
      onPointerEnter={() => onShow(true)}
      onPointerLeave={() => onShow(false)}
    >
      <circle cx={x} cy={y} r={radius} />
      <text className="in" x={x} y={y + 4} textAnchor="middle">
        {number}
      </text>
    </g>
  );
}

/** Where a value stands between the worst and the best; null = it is not known. */
function placeOf(
  { read, isMoreBetter }: Figure,
  one: EstimateFragment,
  all: readonly EstimateFragment[],
  [start, end]: readonly [number, number],
): number | null {
  const value = read(one);
  const known = all.map(read).filter((each) => each !== null);
  if (value === null || known.length === 0) {
    return null;
  }
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (least === most) {
    return (start + end) / 2;
  }
  return isMoreBetter
    ? scale(least, most, start, end)(value)
    : scale(most, least, start, end)(value);
}
