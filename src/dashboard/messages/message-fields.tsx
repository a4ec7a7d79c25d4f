import { Trash2 } from "lucide-react";
import { useId, useRef } from "react";
import { useQuery } from "urql";
import { type Refusal, refusalAt } from "../app/refusals.js";
import { Select, TextField } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { inserted, wordChannels } from "./message-draft.js";
import {
  type Channel,
  MessageAccountsDocument,
  type MessageTemplateInput,
} from "./messages.generated.js";
import { messagesWords } from "./messages.words.js";

interface MessageFieldsProps {
  readonly message: MessageTemplateInput;
  readonly refusals: readonly Refusal[];
  readonly onChange: (message: MessageTemplateInput) => void;
  readonly onRemove: () => void;
}

/** The form of one text: where it goes, in which language, and what it says. */
export function MessageFields({ message, refusals, onChange, onRemove }: MessageFieldsProps) {
  const t = useWords(messagesWords);
  const change = (part: Partial<MessageTemplateInput>) => onChange({ ...message, ...part });
  return (
    <div className="stack wide">
      <Place message={message} refusals={refusals} change={change} />
      {message.channel === "EMAIL" && (
        <TextField
          label={t("subject")}
          hint={t("subjectHint")}
          value={message.subject ?? ""}
          problem={refusalAt(refusals, "subject")}
          onChange={(text) => change({ subject: textOrNull(text) })}
        />
      )}
      <Body message={message} change={change} />
      <TextField
        label={t("template")}
        hint={t("templateHint")}
        value={message.vendorTemplateName ?? ""}
        problem={refusalAt(refusals, "vendorTemplateName")}
        onChange={(text) => change({ vendorTemplateName: textOrNull(text) })}
      />
      <button type="button" className="btn plain danger start" onClick={onRemove}>
        <Trash2 size={14} aria-hidden="true" /> {t("remove")}
      </button>
    </div>
  );
}

interface PartProps {
  readonly message: MessageTemplateInput;
  readonly change: (part: Partial<MessageTemplateInput>) => void;
}

function Place({
  message,
  refusals,
  change,
}: PartProps & { readonly refusals: readonly Refusal[] }) {
  const t = useWords(messagesWords);
  const say = useEnumWords();
  const [{ data }] = useQuery({ query: MessageAccountsDocument });
  const accounts = (data?.vendorAccounts ?? []).filter(
    (one) =>
      one.ownership === "TENANT" &&
      (one.id === message.accountId ||
        (one.disconnectedAt === null && one.channels.includes(message.channel))),
  );
  return (
    <div className="two-fields">
      <Select
        label={t("channel")}
        value={message.channel}
        options={wordChannels.map((one) => [one, say(one)] as const)}
        onChange={(channel) =>
          change({
            channel: channel as Channel,
            ...(channel === "EMAIL" ? {} : { subject: null }),
          })
        }
      />
      <TextField
        label={t("locale")}
        hint={t("localeHint")}
        value={message.locale}
        problem={refusalAt(refusals, "locale")}
        onChange={(locale) => change({ locale: locale.trim() })}
      />
      {accounts.length > 0 && (
        <Select
          label={t("account")}
          value={String(message.accountId ?? "")}
          options={[
            ["", t("anyAccount")] as const,
            ...accounts.map(({ id, label, vendor }) => [id, `${vendor.name}: ${label}`] as const),
          ]}
          onChange={(id) => change({ accountId: textOrNull(id) })}
        />
      )}
    </div>
  );
}

const placeholders = ["code", "brand", "minutes"] as const;
const bodyMax = 1_000;

function Body({ message, change }: PartProps) {
  const t = useWords(messagesWords);
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string) => {
    const at = area.current;
    const body = message.body ?? "";
    const from = at?.selectionStart ?? body.length;
    const { text, caret } = inserted(body, `{${name}}`, from, at?.selectionEnd ?? from);
    change({ body: text });
    requestAnimationFrame(() => {
      at?.focus();
      at?.setSelectionRange(caret, caret);
    });
  };
  return (
    <div className="field">
      <label htmlFor={id}>{t("body")}</label>
      <textarea
        ref={area}
        id={id}
        className="input"
        rows={5}
        maxLength={bodyMax}
        value={message.body ?? ""}
        onChange={(event) => change({ body: textOrNull(event.target.value) })}
      />
      <div className="row wrap tiny soft" role="group" aria-label={t("insert")}>
        {t("insert")}
        {placeholders.map((name) => (
          <button
            key={name}
            type="button"
            className="chip"
            title={t(name)}
            onClick={() => insert(name)}
          >
            {`{${name}}`}
          </button>
        ))}
      </div>
    </div>
  );
}

function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}
