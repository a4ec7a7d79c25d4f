import { Pause } from "lucide-react";
import { useState } from "react";
import { useMutation } from "urql";
import { countryName, dayAndTime } from "../app/format.js";
import { type Refusal, refusalsOf } from "../app/refusals.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { type Channel, ResumeVendorDocument } from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";

interface Incident {
  readonly kind: string;
  readonly channel: Channel | null;
  readonly country: string | null;
  readonly reason: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
}

interface OpenPausesProps {
  readonly vendor: {
    readonly slug: string;
    readonly name: string;
    readonly incidents: { readonly nodes: readonly Incident[] };
  };
  readonly onChanged: () => void;
}

/** Each pause of a vendor that is in force, with its reason, and the way to end it. */
export function OpenPauses({ vendor, onChanged }: OpenPausesProps) {
  const pauses = vendor.incidents.nodes.filter(
    ({ kind, endedAt }) => kind === "PAUSE" && endedAt === null,
  );
  return pauses.length === 0 ? null : (
    <ul className="stack">
      {pauses.map((pause) => (
        <PauseLine
          key={`${pause.startedAt} ${pause.channel} ${pause.country}`}
          {...{ vendor, pause, onChanged }}
        />
      ))}
    </ul>
  );
}

function PauseLine({ vendor, pause, onChanged }: OpenPausesProps & { readonly pause: Incident }) {
  const t = useWords(alertsWords);
  const say = useEnumWords();
  const offline = useWords(shellWords)("offline");
  const { can } = useSession();
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [{ fetching }, resume] = useMutation(ResumeVendorDocument);
  const { channel, country } = pause;
  const run = async () => {
    const answer = await resume({ slug: vendor.slug, channel, country });
    const refused = refusalsOf(answer, (data) => data.resumeVendor.userErrors, offline);
    setRefusals(refused);
    if (refused.length === 0) {
      onChanged();
    }
  };
  const place = [
    channel === null ? t("allChannels") : say(channel),
    country === null ? t("everywhere") : countryName(country),
  ].join(", ");
  return (
    <li className="pause-line">
      <Pause size={14} aria-hidden="true" />
      <div className="grow">
        <div className="small">{pause.reason}</div>
        <div className="tiny faint num">
          {place} · {dayAndTime(pause.startedAt)}
        </div>
        <Refused refusals={refusals} />
      </div>
      {(can("PLAN_WRITE") || can("OPERATE")) && (
        <button
          type="button"
          className="btn"
          disabled={fetching}
          aria-label={t("resumeNamed", { vendor: vendor.name, place })}
          onClick={() => void run()}
        >
          {t("resume")}
        </button>
      )}
    </li>
  );
}
