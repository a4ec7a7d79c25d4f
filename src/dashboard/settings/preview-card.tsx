import { useDeferredValue, useState } from "react";
import { useQuery } from "urql";
import { useSession } from "../app/session.js";
import { Select } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { type Channel, PreviewDocument } from "./settings.generated.js";
import { settingsWords } from "./settings.words.js";

const channels = ["SMS", "WHATSAPP", "EMAIL", "TELEGRAM", "VOICE"] as const;
const sample = "{code} is your {brand} code. It is good for {minutes} minutes.";

/** A message as it will arrive, and how many parts it is billed as, while it is written. */
export function PreviewCard() {
  const t = useWords(settingsWords);
  const say = useEnumWords();
  const { viewer } = useSession();
  const [channel, setChannel] = useState<Channel>("SMS");
  const [body, setBody] = useState(sample);
  const locale = viewer.tenant?.locale ?? "en";
  const shown = useDeferredValue(body);
  const [{ data }] = useQuery({
    query: PreviewDocument,
    variables: { input: { channel, body: shown, locale } },
    pause: shown.trim() === "",
  });
  const preview = data?.previewMessage;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("preview")}</h2>
      </div>
      <div className="card-body preview">
        <div className="stack wide">
          <Select
            label={t("channel")}
            value={channel}
            options={channels.map((one) => [one, say(one)] as const)}
            onChange={(one) => setChannel(one as Channel)}
          />
          <div className="field">
            <label htmlFor="body">{t("body")}</label>
            <textarea
              id="body"
              className="input"
              rows={4}
              maxLength={1_000}
              value={body}
              onChange={(event) => setBody(event.target.value)}
            />
            <span className="hint">{t("bodyHint")}</span>
          </div>
        </div>
        <div className={`message ch-${channel}`}>
          <p>{preview?.text}</p>
          {preview !== undefined && (
            <p className="tiny faint">
              {preview.partCount === 1
                ? t("part", { encoding: preview.encoding })
                : t("parts", { count: preview.partCount, encoding: preview.encoding })}
            </p>
          )}
          {preview?.problems.map(({ code, message, severity }) => (
            <p key={code} className={severity === "ERROR" ? "small bad" : "small warn"}>
              {message}
            </p>
          ))}
        </div>
      </div>
    </section>
  );
}
