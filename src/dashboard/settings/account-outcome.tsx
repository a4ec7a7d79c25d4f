import { CircleAlert, CircleCheck, Copy } from "lucide-react";
import { useState } from "react";
import { useWords } from "../words/use-words.js";
import { accountsWords } from "./accounts.words.js";
import type { AccountFactsFragment } from "./settings.generated.js";

interface AccountOutcomeProps {
  readonly account: AccountFactsFragment;
  /** How the vendor is told where to call back; null = each message says it. */
  readonly callbackSetup: string | null;
  readonly good: string;
  readonly bad: string;
}

/** What the vendor said of an account, and what is left to do there. */
export function AccountOutcome({ account, callbackSetup, good, bad }: AccountOutcomeProps) {
  const t = useWords(accountsWords);
  const { vendor, lastCheckOk, lastCheckMessage, callbackUrl } = account;
  const Icon = lastCheckOk === true ? CircleCheck : CircleAlert;
  return (
    <div className="stack wide">
      <div className={lastCheckOk === true ? "banner good" : "banner bad"} role="status">
        <Icon size={16} aria-hidden="true" />
        <div>
          <p className="strong">{lastCheckOk === true ? good : bad}</p>
          {lastCheckMessage !== null && (
            <p>{t("vendorSays", { vendor: vendor.name, words: lastCheckMessage })}</p>
          )}
          {lastCheckOk !== true && <p>{t("butMore")}</p>}
        </div>
      </div>
      {callbackSetup === null ? (
        <p className="small soft">{t("callbackEach", { vendor: vendor.name })}</p>
      ) : (
        <section className="stack">
          <h3>{t("callback", { vendor: vendor.name })}</h3>
          <p className="small soft">{callbackSetup}</p>
          {callbackUrl !== null && <CopyLine label={t("callbackUrl")} text={callbackUrl} />}
        </section>
      )}
    </div>
  );
}

/** A text to be copied with one press. */
export function CopyLine({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useWords(accountsWords);
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="copy-line">
      <code className="mono secret grow" aria-label={label}>
        {text}
      </code>
      <button
        type="button"
        className="btn"
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        <Copy size={14} aria-hidden="true" />
        <span aria-live="polite">{t(isCopied ? "copied" : "copy")}</span>
      </button>
    </div>
  );
}
