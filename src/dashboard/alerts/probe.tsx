import { useNow } from "../live/use-now.js";
import { useWords } from "../words/use-words.js";
import { alertsWords } from "./alerts.words.js";

/** When a vendor that was taken out is tried again, counted down; nothing where none is planned. */
export function Probe({ at }: { readonly at: string | null }) {
  const t = useWords(alertsWords);
  const now = useNow(at !== null, 1_000);
  if (at === null) {
    return null;
  }
  const left = Math.ceil((Date.parse(at) - now) / 1_000);
  const text =
    left <= 0
      ? t("probeDue")
      : left < 120
        ? t("probeSeconds", { seconds: left })
        : t("probeMinutes", { minutes: Math.round(left / 60) });
  return (
    <span className="pill info num" role="timer">
      {text}
    </span>
  );
}
