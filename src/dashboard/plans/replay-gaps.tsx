import { CircleAlert } from "lucide-react";
import { count, countryName } from "../app/format.js";
import { useWords } from "../words/use-words.js";
import { plansWords } from "./plans.words.js";
import type { Replay } from "./use-replay.js";

/** The countries that a replay left out, each with why and what would change that. */
export function ReplayGaps({ gaps }: { readonly gaps: Replay["leftOut"] }) {
  const t = useWords(plansWords);
  return gaps.map(({ country, reason, sendCount }) => (
    <p key={country ?? ""} className="banner warn small">
      <CircleAlert size={15} aria-hidden="true" />
      {t("replayLeftOut", {
        place: country === null ? t("replayNowhere") : countryName(country),
        count: count(sendCount),
        reason,
      })}
    </p>
  ));
}
