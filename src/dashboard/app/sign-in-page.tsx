import { type FormEvent, useState } from "react";
import { KeyRound, Play, ShieldCheck } from "lucide-react";
import { useWords } from "../words/use-words.js";
import { PreferenceSwitches } from "./preference-switches.js";
import type { SignIn } from "./session.js";
import { shellWords } from "./shell.words.js";
import "./sign-in.css";

/** The door: the demo by one click, or an API key. */
export function SignInPage({ door }: { readonly door: SignIn }) {
  const t = useWords(shellWords);
  return (
    <main className="door">
      <section className="door-card card">
        <Brand />
        <h1>{t("tagline")}</h1>
        <p className="soft">{t("taglineMore")}</p>
        {door.problem !== null && (
          <p className="banner bad" role="alert">
            {t(door.problem)}
          </p>
        )}
        {door.demo !== null && <DemoDoor door={door} />}
        <KeyForm door={door} />
      </section>
      <PreferenceSwitches />
    </main>
  );
}

export function Brand() {
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="9" fill="var(--accent)" />
        <g fill="var(--on-accent)">
          <circle cx="8.5" cy="16" r="2.6" />
          <circle cx="16" cy="16" r="2.6" />
          <path
            d="M20.6 16.4l2.3 2.4 4.3-5"
            fill="none"
            stroke="var(--on-accent)"
            strokeWidth="2.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </g>
      </svg>
      Sandi
    </span>
  );
}

function DemoDoor({ door }: { readonly door: SignIn }) {
  const t = useWords(shellWords);
  return (
    <div className="door-demo">
      <div className="door-ways">
        <button
          type="button"
          className="btn primary big"
          onClick={() => void door.withDemo("owner")}
        >
          <Play size={16} aria-hidden="true" /> {t("asOwner")}
        </button>
        <button type="button" className="btn big" onClick={() => void door.withDemo("operator")}>
          <ShieldCheck size={16} aria-hidden="true" /> {t("asOperator")}
        </button>
      </div>
      <p className="small soft">{t("demoMore")}</p>
      <p className="door-or">
        <span>{t("or")}</span>
      </p>
    </div>
  );
}

function KeyForm({ door }: { readonly door: SignIn }) {
  const t = useWords(shellWords);
  const [secret, setSecret] = useState("");
  const [keep, setKeep] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    void door.withKey(secret.trim(), keep).finally(() => setBusy(false));
  };
  return (
    <form className="stack wide" onSubmit={submit}>
      <div className="field">
        <label htmlFor="key">{t("apiKey")}</label>
        <input
          id="key"
          className="input big mono"
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
      </div>
      <label className="door-keep small">
        <input
          type="checkbox"
          aria-describedby="keep-not"
          checked={keep}
          onChange={(event) => setKeep(event.target.checked)}
        />
        <span>{t("keep")}</span>
        <span />
        <span id="keep-not" className="faint">
          {t("keepNot")}
        </span>
      </label>
      <button
        type="submit"
        className={door.demo === null ? "btn primary big" : "btn big"}
        disabled={isBusy || secret.trim() === ""}
      >
        <KeyRound size={16} aria-hidden="true" /> {t("signIn")}
      </button>
    </form>
  );
}
