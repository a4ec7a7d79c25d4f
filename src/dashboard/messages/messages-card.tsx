import { Link } from "@tanstack/react-router";
import { CircleCheck, Workflow } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { useSession } from "../app/session.js";
import { usePlanList } from "../app/use-names.js";
import { usePageSearch } from "../app/use-search.js";
import { Refused } from "../design/confirm-sheet.js";
import { Select } from "../design/controls.js";
import { draftOf, type PlanDraft } from "../plans/plan-draft.js";
import { ComposePlanDocument, type ComposePlanQuery } from "../plans/plans.generated.js";
import { usePlanSaving } from "../plans/use-plan-saving.js";
import { useWords } from "../words/use-words.js";
import { MessagesEditor } from "./messages-editor.js";
import { messagesWords } from "./messages.words.js";

type Plan = NonNullable<ComposePlanQuery["plan"]>;

/** The texts of one plan after the other; saving makes the plan's next revision. */
export function MessagesCard() {
  const t = useWords(messagesWords);
  const [search, setSearch] = usePageSearch();
  const { rows: plans, error, again } = usePlanList();
  const key = plans?.find((one) => one.key === search["plan"])?.key ?? plans?.[0]?.key;
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{t("title")}</h2>
          <p className="small soft">{t("intro")}</p>
        </div>
        {plans !== undefined && key !== undefined && (
          <Select
            isBare
            label={t("plan")}
            value={key}
            options={plans.map((one) => [one.key, one.name] as const)}
            onChange={(plan) => setSearch({ plan })}
          />
        )}
      </div>
      {plans === undefined ? (
        error === undefined ? (
          <Bones rows={5} />
        ) : (
          <ErrorNotice error={error} retry={again} />
        )
      ) : key === undefined ? (
        <Notice Icon={Workflow} title={t("noPlans")}>
          <p>{t("noPlansMore")}</p>
          <Link to="/plans/$key" params={{ key: "new" }} className="btn primary">
            {t("toPlans")}
          </Link>
        </Notice>
      ) : (
        <PlanMessages key={key} planKey={key} />
      )}
    </section>
  );
}

function PlanMessages({ planKey }: { readonly planKey: string }) {
  const [{ data, error }, again] = useQuery({
    query: ComposePlanDocument,
    variables: { key: planKey },
  });
  const read = () => again({ requestPolicy: "network-only" });
  const [saved, setSaved] = useState<number | null>(null);
  const plan = data?.plan ?? null;
  if (plan === null) {
    return error === undefined ? <Bones rows={5} /> : <ErrorNotice error={error} retry={read} />;
  }
  return (
    <Texts
      key={plan.revision}
      plan={plan}
      saved={saved}
      onSaved={() => {
        setSaved(plan.revision + 1);
        read();
      }}
    />
  );
}

interface TextsProps {
  readonly plan: Plan;
  /** The revision that was just made; null = none. */
  readonly saved: number | null;
  readonly onSaved: () => void;
}

function Texts({ plan, saved, onSaved }: TextsProps) {
  const t = useWords(messagesWords);
  const { can } = useSession();
  const [was] = useState(() => draftOf(plan, plan.current));
  const [draft, setDraft] = useState<PlanDraft>(was);
  const saving = usePlanSaving(plan, onSaved);
  const isReadOnly = !can("PLAN_WRITE");
  const isChanged = draft !== was;
  const { messages, code = null } = draft.input;
  return (
    <div className="card-body stack wide">
      {isReadOnly && <p className="banner">{t("readOnly")}</p>}
      <MessagesEditor
        messages={Array.isArray(messages) ? messages : []}
        code={code}
        channels={plan.current.steps.map(({ channel }) => channel)}
        isReadOnly={isReadOnly}
        refusals={saving.errors}
        onChange={(next) => setDraft({ ...draft, input: { ...draft.input, messages: [...next] } })}
      />
      <Refused refusals={saving.errors} />
      {isChanged ? (
        <div className="row wrap message-save">
          <span className="small soft grow">{t("unsaved")}</span>
          <button type="button" className="btn plain" onClick={() => setDraft(was)}>
            {t("undo")}
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={saving.isBusy}
            onClick={() => saving.save(draft, t("note"))}
          >
            {t("save", { number: plan.revision + 1 })}
          </button>
        </div>
      ) : (
        saved !== null && (
          <p className="row small good" role="status">
            <CircleCheck size={15} aria-hidden="true" /> {t("saved", { number: plan.revision })}
          </p>
        )
      )}
    </div>
  );
}
