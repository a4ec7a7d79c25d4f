import { Puzzle, Send } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useMutation } from "urql";
import { Guarded, Notice } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { usePreferences } from "../app/preferences.js";
import { useSession } from "../app/session.js";
import { Handset } from "../live/handset.js";
import { TrySendDocument } from "../live/live.generated.js";
import { useWords } from "../words/use-words.js";
import { widgetWords } from "./widget.words.js";
import "../live/live.css";
import "./widget.css";

interface Shown {
  readonly sendId: string;
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
  const [shown, setShown] = useState<Shown | null>(null);
  const [isVerified, setVerified] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, send] = useMutation(TrySendDocument);
  const start = async () => {
    setVerified(false);
    const since = new Date(Date.now() - 1_000).toISOString();
    const { data } = await send({
      input: {
        planKey: demo?.planKey ?? "",
        phone: demo?.phone ?? "",
        idempotencyKey: crypto.randomUUID(),
      },
    });
    const sent = data?.sendOtp;
    setProblem(sent?.userErrors[0]?.message ?? null);
    if (sent?.send && sent.clientToken !== null) {
      setShown({ sendId: sent.send.id, token: sent.clientToken, since });
    }
  };
  return (
    <>
      <PageHead title={t("title")}>{t("intro", { size: "3 kB" })}</PageHead>
      <div className="widget-grid">
        <section className="card">
          <div className="card-head">
            <h2>{t("yourPage")}</h2>
            {demo !== null && (
              <button
                type="button"
                className={shown === null ? "btn primary" : "btn"}
                disabled={fetching}
                onClick={() => void start()}
              >
                <Send size={14} aria-hidden="true" /> {t(shown === null ? "start" : "again")}
              </button>
            )}
          </div>
          <div className="widget-stage">
            {problem !== null && <p className="banner bad">{problem}</p>}
            {shown === null ? (
              <Notice Icon={Puzzle} title="<sandi-otp>">
                {demo === null && <p>{t("demoOnly")}</p>}
              </Notice>
            ) : (
              <Element key={shown.sendId} shown={shown} onVerified={() => setVerified(true)} />
            )}
            {isVerified && <p className="banner good">{t("verified")}</p>}
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

function Element({
  shown,
  onVerified,
}: {
  readonly shown: Shown;
  readonly onVerified: () => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const { language } = usePreferences();
  const heard = useRef(onVerified);
  heard.current = onVerified;
  useEffect(() => {
    loadElement();
    const element = document.createElement("sandi-otp");
    element.setAttribute("send", shown.sendId);
    element.setAttribute("token", shown.token);
    element.setAttribute("lang", language);
    element.addEventListener("sandi-verified", () => heard.current());
    place.current?.replaceChildren(element);
  }, [shown, language]);
  return <div ref={place} className="widget-frame" />;
}

/** As another site would: by a script from this server. */
function loadElement(): void {
  if (document.querySelector('script[src="/sandi-otp.js"]') === null) {
    const script = document.createElement("script");
    script.type = "module";
    script.src = "/sandi-otp.js";
    document.head.append(script);
  }
}

function Embedding() {
  const t = useWords(widgetWords);
  const lines = [
    `<script type="module" src="${location.origin}/sandi-otp.js"></script>`,
    `<sandi-otp send="snd_…" token="…" lang="id"></sandi-otp>`,
    `<script type="module">`,
    `  document.querySelector("sandi-otp")`,
    `    .addEventListener("sandi-verified", () => location.assign("/welcome"));`,
    `</script>`,
  ];
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("embed")}</h2>
      </div>
      <div className="card-body stack wide">
        <p className="soft small">{t("embedMore")}</p>
        <pre className="mono code" tabIndex={0}>
          {lines.join("\n")}
        </pre>
        <p className="soft small">{t("trust")}</p>
      </div>
    </section>
  );
}
