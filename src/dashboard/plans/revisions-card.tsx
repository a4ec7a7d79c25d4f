import { History, RotateCcw } from "lucide-react";
import { useState } from "react";
import { useMutation } from "urql";
import { dayAndTime } from "../app/format.js";
import { refusalsOf } from "../app/refusals.js";
import { Bones, ErrorNotice } from "../app/notices.js";
import { shellWords } from "../app/shell.words.js";
import { usePages } from "../app/use-pages.js";
import { MoreRows } from "../design/more-rows.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { type Difference, differencesOf } from "./plan-difference.js";
import {
  type ComposePlanQuery,
  PlanRevisionsDocument,
  type PlanRevisionsQuery,
  type RevisionFragment,
  RollBackPlanDocument,
} from "./plans.generated.js";
import { plansWords } from "./plans.words.js";

const advanceTriggers = ["REJECTED", "UNDELIVERED", "OUTCOME_UNKNOWN"] as const;

const revisionsOf = (data: PlanRevisionsQuery) => data.plan?.revisions ?? null;

interface RevisionsCardProps {
  readonly plan: NonNullable<ComposePlanQuery["plan"]>;
  readonly canWrite: boolean;
  readonly onChanged: () => void;
}

/** Every revision with what it changed, the newest first. */
export function RevisionsCard({ plan, canWrite, onChanged }: RevisionsCardProps) {
  const t = useWords(plansWords);
  const offline = useWords(shellWords)("offline");
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, rollBack] = useMutation(RollBackPlanDocument);
  const list = usePages(PlanRevisionsDocument, { key: plan.key }, revisionsOf, { isFresh: true });
  const { rows, error } = list;
  const goBack = async (toRevision: number) => {
    const variables = { id: plan.id, expectedRevision: plan.revision, toRevision };
    const answer = await rollBack(variables);
    const [refused] = refusalsOf(answer, (data) => data.rollBackPlan.userErrors, offline);
    setProblem(refused?.message ?? null);
    if (refused === undefined) {
      onChanged();
    }
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2 className="row">
          <History size={16} aria-hidden="true" /> {t("history")}
        </h2>
      </div>
      <div className="card-body">
        {problem !== null && (
          <p className="banner bad" role="alert">
            {problem}
          </p>
        )}
        {rows === undefined &&
          (error === undefined ? (
            <Bones rows={3} />
          ) : (
            <ErrorNotice error={error} retry={list.again} />
          ))}
        {rows?.map((revision, index) => (
          <div key={revision.id} className="revision-line">
            <RevisionHead revision={revision} isCurrent={revision.number === plan.revision} />
            <Changes before={rows[index + 1]} after={revision} />
            {canWrite && revision.number !== plan.revision && (
              <button
                type="button"
                className="btn plain"
                disabled={fetching}
                onClick={() => void goBack(revision.number)}
              >
                <RotateCcw size={14} aria-hidden="true" /> {t("rollBack")}
              </button>
            )}
          </div>
        ))}
      </div>
      <MoreRows list={list} />
    </section>
  );
}

function RevisionHead({
  revision,
  isCurrent,
}: {
  readonly revision: RevisionFragment;
  readonly isCurrent: boolean;
}) {
  const t = useWords(plansWords);
  return (
    <>
      <div className="spread">
        <span className="strong small">{t("revision", { number: revision.number })}</span>
        {isCurrent && <span className="pill good">{t("current")}</span>}
      </div>
      <div className="tiny faint">
        {dayAndTime(revision.createdAt)} · {revision.createdBy}
      </div>
      {revision.note !== null && <p className="small">{revision.note}</p>}
    </>
  );
}

function Changes({
  before,
  after,
}: {
  readonly before: RevisionFragment | undefined;
  readonly after: RevisionFragment;
}) {
  const t = useWords(plansWords);
  if (before === undefined) {
    return after.number === 1 ? <p className="tiny faint">{t("first")}</p> : null;
  }
  const differences = differencesOf(before, after);
  return differences.length === 0 ? (
    <p className="tiny faint">{t("same")}</p>
  ) : (
    <ul className="difference">
      {differences.map((one) => (
        <li key={`${one.step} ${one.what}`}>
          <OneDifference difference={one} />
        </li>
      ))}
    </ul>
  );
}

const factWords: Readonly<Record<string, keyof typeof plansWords>> = {
  codeTtl: "codeTtlShort",
};

const valueWords = ["adaptive", "every", "yes", "no", ...advanceTriggers] as const;

function OneDifference({ difference }: { readonly difference: Difference }) {
  const t = useWords(plansWords);
  const say = useEnumWords();
  const { step, what, before, after } = difference;
  const place = step === null ? t("planWhole") : t("step", { number: step });
  const part = (text: string) => {
    const word = valueWords.find((one) => one === text);
    return word === undefined ? say(text) : t(word);
  };
  const value = (text: string | null) =>
    text === null ? t("none") : text.split(", ").map(part).join(", ");
  const word = factWords[what] ?? (what in plansWords ? (what as keyof typeof plansWords) : null);
  return (
    <>
      <span className="soft">
        {place}, {word === null ? what : t(word).toLowerCase()}:
      </span>{" "}
      {what !== "added" && <del>{value(before)}</del>}{" "}
      {what !== "removed" && <ins>{value(after)}</ins>}
    </>
  );
}
