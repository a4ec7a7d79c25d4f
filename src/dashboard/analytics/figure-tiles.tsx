import { changeOf } from "../app/figure-change.js";
import { useWords } from "../words/use-words.js";
import type { DeliveryRowFragment } from "./analytics.generated.js";
import { analyticsWords } from "./analytics.words.js";
import { type Figure, type FigureKey, figures } from "./figures.js";

interface FigureTilesProps {
  readonly now: DeliveryRowFragment;
  /** Null = it is held against nothing. */
  readonly before: DeliveryRowFragment | null;
  readonly chosen: FigureKey;
  readonly onChoose: (key: FigureKey) => void;
}

/** Every figure with its change; the chosen one is drawn below. */
export function FigureTiles({ now, before, chosen, onChoose }: FigureTilesProps) {
  const t = useWords(analyticsWords);
  return (
    <div className="figures" role="group" aria-label={t("figures")}>
      {figures.map((figure) => (
        <button
          key={figure.key}
          type="button"
          className="figure figure-tile"
          title={t(`more-${figure.key}`)}
          aria-pressed={figure.key === chosen}
          onClick={() => onChoose(figure.key)}
        >
          <span className="label">{t(figure.key)}</span>
          <span className="value">{figure.say(figure.read(now))}</span>
          <Change figure={figure} now={now} before={before} />
        </button>
      ))}
    </div>
  );
}

/** A change against fewer requests says nothing of how things go. */
const comparedMin = 30;

interface ChangeProps {
  readonly figure: Figure;
  readonly now: DeliveryRowFragment;
  readonly before: DeliveryRowFragment | null;
}

function Change({ figure, now, before }: ChangeProps) {
  const t = useWords(analyticsWords);
  if (before === null) {
    return null;
  }
  const { read, say, how, isMoreBetter } = figure;
  const past = before.requestCount === 0 ? null : read(before);
  if (past === null) {
    return <span className="note faint">{"\u00a0"}</span>;
  }
  const isThin = before.requestCount < comparedMin;
  const change = isThin
    ? null
    : changeOf(past, read(now), { how, isMoreBetter: isMoreBetter ?? true });
  const tone = change === null || isMoreBetter === null ? "" : change.isBetter ? "good" : "bad";
  return (
    <span className="note num">
      <span className={tone}>{change?.words ?? (isThin ? "–" : "±0")}</span>
      <br />
      <span className="faint">{t("before", { value: say(past) })}</span>
    </span>
  );
}
