import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useWords } from "../words/use-words.js";
import { widgetWords } from "./widget.words.js";

const shownMs = 2_000;

/** The lines that another site needs, to copy. */
export function Embedding() {
  const t = useWords(widgetWords);
  const [isCopied, setCopied] = useState(false);
  const lines = [
    `<script type="module" src="${location.origin}/widget/sandi-otp.js"></script>`,
    `<sandi-otp client-token="ct_…" locale="id"></sandi-otp>`,
    `<script type="module">`,
    `  const otp = document.querySelector("sandi-otp");`,
    `  otp.addEventListener("sandi-verified", () => location.assign("/welcome"));`,
    `  otp.addEventListener("sandi-failed", (event) => console.log(event.detail.reason));`,
    `</script>`,
    `<style>`,
    `  sandi-otp { --sandi-accent: #0f766e; --sandi-radius: 6px; }`,
    `  sandi-otp::part(button) { border-radius: 99px; }`,
    `</style>`,
  ].join("\n");
  const copy = async () => {
    await navigator.clipboard.writeText(lines);
    setCopied(true);
    setTimeout(() => setCopied(false), shownMs);
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("embed")}</h2>
        <button type="button" className="btn" onClick={() => void copy().catch(() => undefined)}>
          {isCopied ? (
            <Check size={14} aria-hidden="true" />
          ) : (
            <Copy size={14} aria-hidden="true" />
          )}{" "}
          <span aria-live="polite">{t(isCopied ? "copied" : "copy")}</span>
        </button>
      </div>
      <div className="card-body stack wide">
        <p className="soft small">{t("embedMore")}</p>
        <pre className="mono code" tabIndex={0} aria-label={t("embed")}>
          {lines}
        </pre>
        <p className="soft small">{t("trust")}</p>
      </div>
    </section>
  );
}
