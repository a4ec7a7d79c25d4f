import { Puzzle, Send } from "lucide-react";
import { useState } from "react";
import { useMutation } from "urql";
import { Guarded, messageOf, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { headersFor } from "../app/page-request.js";
import { languageNow } from "../app/preferences.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { Segments } from "../design/controls.js";
import { Handset } from "../live/handset.js";
import { TrySendDocument } from "../live/live.generated.js";
import { useWords } from "../words/use-words.js";
import { Embedding } from "./embedding.js";
import { type Scenario, stage } from "./scenarios.js";
import { WidgetFrame } from "./widget-frame.js";
import { widgetWords } from "./widget.words.js";
import "../live/live.css";
import "./widget.css";

interface Shown {
  readonly token: string;
  readonly since: string;
}

/** The end user's element against the sandbox, as it would stand in somebody's own page. */
export function WidgetPage() {
  return (
    <Guarded scope="SEND">
      <WidgetDemo />
    </Guarded>
  );
}

function WidgetDemo() {
  const t = useWords(widgetWords);
  const { demo } = useSession();
  const [scenario, setScenario] = useState<Scenario>("hangs");
  const { shown, problem, isBusy, begin } = useSend();
  return (
    <>
      <PageHead title={t("title")}>{t("intro")}</PageHead>
      <div className="widget-grid">
        <section className="card">
          <div className="card-head wrap">
            <h2>{t("yourPage")}</h2>
            {demo !== null && (
              <div className="row wrap">
                <Segments
                  label={t("scenario")}
                  value={scenario}
                  options={[
                    ["hangs", t("hangs")],
                    ["arrives", t("arrives")],
                  ]}
                  onChange={setScenario}
                />
                <button
                  type="button"
                  className={shown === null ? "btn primary" : "btn"}
                  disabled={isBusy}
                  onClick={() => void begin(scenario)}
                >
                  <Send size={14} aria-hidden="true" /> {t(shown === null ? "start" : "again")}
                </button>
              </div>
            )}
          </div>
          <div className="widget-stage">
            {problem !== null && (
              <p className="banner bad" role="alert">
                {problem}
              </p>
            )}
            {shown === null ? (
              <Notice Icon={Puzzle} title="<sandi-otp>">
                <p>{t(demo === null ? "demoOnly" : "startMore")}</p>
              </Notice>
            ) : (
              <WidgetFrame key={shown.token} token={shown.token} />
            )}
          </div>
        </section>
        <div className="stack wide">
          {demo !== null && shown !== null && <Handset to={demo.phone} since={shown.since} />}
          <Embedding />
        </div>
      </div>
    </>
  );
}

/** Begins a real send with the demo's plan. */
function useSend() {
  const say = useWords(shellWords);
  const { demo, auth } = useSession();
  const [shown, setShown] = useState<Shown | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [, send] = useMutation(TrySendDocument);
  const begin = async (scenario: Scenario) => {
    setBusy(true);
    await stage(headersFor(auth, languageNow()), scenario).catch(() => undefined);
    const { data, error } = await send({
      input: {
        planKey: demo?.planKey ?? "",
        phone: demo?.phone ?? "",
        idempotencyKey: crypto.randomUUID(),
      },
    });
    const sent = data?.sendOtp;
    const refused = sent?.userErrors[0]?.message;
    setProblem(refused ?? (error ? messageOf(error, say("offline")) : null));
    if (sent?.clientToken && sent.send) {
      setShown({ token: sent.clientToken, since: sent.send.createdAt });
    }
    setBusy(false);
  };
  return { shown, problem, isBusy, begin };
}
