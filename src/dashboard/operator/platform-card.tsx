import { CircleCheck, TriangleAlert } from "lucide-react";
import { count, dayAndTime, duration } from "../app/format.js";
import { Bones, ErrorNotice } from "../app/notices.js";
import { useWords } from "../words/use-words.js";
import { LiveChart } from "./live-chart.js";
import { operatorWords } from "./operator.words.js";
import { type Platform, usePlatform } from "./platform-store.js";
import { type Sign, signs, type Tone, toneOfSign } from "./platform-signs.js";

const shownMax = 150;

/** How the marketplace's own processes are, in words first, then in figures. */
export function PlatformCard() {
  const { samples, error } = usePlatform();
  const latest = samples.at(-1);
  if (latest === undefined) {
    return (
      <div className="card">
        {error === null ? <Bones rows={5} height={40} /> : <ErrorNotice error={error} />}
      </div>
    );
  }
  return (
    <div className="stack wide">
      <Summary latest={latest} isLost={error !== null} />
      <div className="sign-grid">
        {signs.map((sign) => (
          <SignTile key={sign.name} sign={sign} samples={samples} latest={latest} />
        ))}
      </div>
      <ProcessesCard latest={latest} />
    </div>
  );
}

interface SummaryProps {
  readonly latest: Platform;
  /** The server does not answer any more. */
  readonly isLost: boolean;
}

function Summary({ latest, isLost }: SummaryProps) {
  const t = useWords(operatorWords);
  const troubled = signs
    .map((sign) => ({ sign, tone: toneOfSign(sign, sign.read(latest)) }))
    .filter(({ tone }) => tone !== "good");
  const isBad = isLost || latest.processes === 0 || troubled.some(({ tone }) => tone === "bad");
  const says = [
    ...(isLost ? [t("lost")] : []),
    ...(latest.processes === 0 ? [t("noProcess")] : []),
    ...troubled.flatMap(({ sign: { words }, tone }) =>
      words === undefined || tone === "good" ? [] : [t(words[tone])],
    ),
  ];
  const isFine = says.length === 0;
  return (
    <div
      className={`banner ${isFine ? "good" : isBad ? "bad" : "warn"}`}
      role="status"
      aria-live="polite"
    >
      {isFine ? (
        <CircleCheck size={16} aria-hidden="true" />
      ) : (
        <TriangleAlert size={16} aria-hidden="true" />
      )}
      <span>{isFine ? t("allWell", { count: latest.processes }) : says.join(" ")}</span>
    </div>
  );
}

interface SignTileProps {
  readonly sign: Sign;
  readonly samples: readonly Platform[];
  readonly latest: Platform;
}

function SignTile({ sign, samples, latest }: SignTileProps) {
  const t = useWords(operatorWords);
  const value = sign.read(latest);
  const tone = toneOfSign(sign, value);
  const values = samples.map(sign.read);
  const say = sayOf(sign);
  const most = Math.max(...values);
  return (
    <section className="card sign-tile">
      <div className="spread">
        <h2 className="label">{t(sign.name)}</h2>
        {tone !== "good" && <span className={`pill ${tone}`}>{t(tone)}</span>}
      </div>
      <p className="sign-value">{isUnknown(sign, latest) ? "–" : say(value)}</p>
      <LiveChart
        label={t("chart", { name: t(sign.name), now: say(value), most: say(most) })}
        values={values}
        of={shownMax}
        tone={toneClass(tone)}
        limit={sign.warnFrom}
      />
      <p className="tiny faint">{noteOf(sign, latest, t)}</p>
    </section>
  );
}

function toneClass(tone: Tone): string {
  return tone === "good" ? "plain" : tone;
}

function sayOf({ name }: Sign): (value: number) => string {
  if (name === "lateness") {
    return duration;
  }
  return name === "sends" ? (value) => count(Math.round(value * 10) / 10) : count;
}

type Say = ReturnType<typeof useWords<typeof operatorWords>>;

/** Without a timer there is no lateness. */
function isUnknown({ name }: Sign, { timersFired }: Platform): boolean {
  return name === "lateness" && timersFired === 0;
}

function noteOf({ name }: Sign, latest: Platform, t: Say): string {
  if (name === "lateness") {
    return latest.timersFired === 0
      ? t("noTimers")
      : t("latenessNote", { count: count(latest.timersFired) });
  }
  return name === "waiting"
    ? t("poolNote", { busy: latest.databasePoolBusy, size: latest.databasePoolSize })
    : t(`${name}Note`);
}

function ProcessesCard({ latest }: { readonly latest: Platform }) {
  const t = useWords(operatorWords);
  const heads = ["since", "sends", "queue", "subscribers", "connections", "seen"] as const;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("processesTitle", { count: latest.processes })}</h2>
      </div>
      <div className="table-wrap" tabIndex={0} role="region" aria-label={t("processes")}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("process")}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className={head === "since" ? "" : "right"}>
                  {t(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {latest.byProcess.map((one) => (
              <tr key={one.id}>
                <th scope="row">
                  <code className="mono">{one.id.slice(0, 8)}</code>
                </th>
                <td className="num soft nowrap">{dayAndTime(one.startedAt)}</td>
                <td className="right num">{count(Math.round(one.sendsPerSecond * 10) / 10)}</td>
                <td className="right num">{count(one.submitQueue)}</td>
                <td className="right num">{count(one.subscribers)}</td>
                <td className="right num nowrap">
                  {t("busy", { busy: one.databasePoolBusy, waiting: one.databasePoolWaiting })}
                </td>
                <td className="right num soft nowrap">
                  {t("ago", { time: duration(Date.parse(latest.asOf) - Date.parse(one.seenAt)) })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
