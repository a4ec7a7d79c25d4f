import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { countryName } from "../app/format.js";
import { type Refusal, refusalAt, refusalsOf } from "../app/refusals.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { Select, TextField } from "../design/controls.js";
import { Sheet } from "../design/sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { type Channel, PauseVendorDocument } from "./alerts.generated.js";
import { alertsWords } from "./alerts.words.js";

interface PauseSheetProps {
  readonly vendor: {
    readonly slug: string;
    readonly name: string;
    readonly channels: readonly Channel[];
    readonly countries: readonly string[];
  };
  /** The place that is chosen at first; null = everywhere. */
  readonly country?: string | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Takes a vendor out of routing, with a reason: for one's tenant, or by an operator for all. */
export function PauseSheet({ vendor, country: first = null, onClose, onChanged }: PauseSheetProps) {
  const t = useWords(alertsWords);
  const say = useEnumWords();
  const offline = useWords(shellWords)("offline");
  const { viewer } = useSession();
  const [reason, setReason] = useState("");
  const [channel, setChannel] = useState<Channel | "">("");
  const [country, setCountry] = useState(first ?? "");
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [{ fetching }, pause] = useMutation(PauseVendorDocument);
  const run = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await pause({
      slug: vendor.slug,
      reason: reason.trim(),
      channel: channel === "" ? null : channel,
      country: country === "" ? null : country,
    });
    const refused = refusalsOf(answer, (data) => data.pauseVendor.userErrors, offline);
    setRefusals(refused);
    if (refused.length === 0) {
      onChanged();
    }
  };
  return (
    <Sheet
      title={t("pauseTitle", { vendor: vendor.name })}
      onClose={onClose}
      foot={
        <button type="submit" form="pause" className="btn primary" disabled={fetching}>
          {t("pause")}
        </button>
      }
    >
      <form id="pause" className="stack wide" onSubmit={(event) => void run(event)}>
        <p className="soft">{t(viewer.tenant === null ? "pauseForAll" : "pauseMore")}</p>
        <div className="two-fields">
          <Select
            label={say("CHANNEL")}
            value={channel}
            options={[
              ["", t("allChannels")],
              ...vendor.channels.map((one) => [one, say(one)] as const),
            ]}
            onChange={(one) => setChannel(one as Channel | "")}
          />
          <Select
            label={say("COUNTRY")}
            value={country}
            options={[
              ["", t("everywhere")],
              ...vendor.countries.map((one) => [one, countryName(one)] as const),
            ]}
            onChange={setCountry}
          />
        </div>
        <TextField
          label={t("reason")}
          hint={t("reasonHint")}
          isRequired
          value={reason}
          problem={refusalAt(refusals, "reason")}
          onChange={setReason}
        />
        <Refused refusals={refusals.filter(({ field }) => field?.at(-1) !== "reason")} />
      </form>
    </Sheet>
  );
}
