import { useWords } from "../words/use-words.js";
import { plansWords } from "./plans.words.js";

/** Says that a replay is being worked on, and for how long. */
export function ReplayProgress({ seconds }: { readonly seconds: number }) {
  const t = useWords(plansWords);
  return (
    <div className="stack" role="status">
      <span className="working" aria-hidden="true" />
      <p className="small soft num">{t("replaying", { seconds })}</p>
    </div>
  );
}
