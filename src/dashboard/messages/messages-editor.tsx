import { MessageSquareText, Plus } from "lucide-react";
import { useState } from "react";
import { Notice } from "../app/notices.js";
import type { Refusal } from "../app/refusals.js";
import { useSession } from "../app/session.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { newMessage, wordChannels } from "./message-draft.js";
import { MessageFields } from "./message-fields.js";
import { MessagePreview } from "./message-preview.js";
import type { Channel, CodePolicyInput, MessageTemplateInput } from "./messages.generated.js";
import { messagesWords } from "./messages.words.js";
import "./messages.css";

interface MessagesEditorProps {
  readonly messages: readonly MessageTemplateInput[];
  /** How the plan's codes look; null = as usual. */
  readonly code: CodePolicyInput | null;
  /** The channels that the plan uses: a new text is for one of them. */
  readonly channels: readonly Channel[];
  readonly isReadOnly: boolean;
  /** What the server said of the plan; what begins with `messages` is shown here. */
  readonly refusals: readonly Refusal[];
  readonly onChange: (messages: readonly MessageTemplateInput[]) => void;
}

/** All texts of a plan: one per channel, language and, where wished, account. */
export function MessagesEditor(props: MessagesEditorProps) {
  const { messages, code, channels, isReadOnly, refusals, onChange } = props;
  const t = useWords(messagesWords);
  const { viewer } = useSession();
  const [chosen, setChosen] = useState(0);
  const index = Math.min(chosen, messages.length - 1);
  const message = messages[index];
  const words = channels.filter((one) => wordChannels.some((other) => other === one));
  const next = newMessage(messages, words.length === 0 ? wordChannels : words, [
    viewer.tenant?.locale ?? "en",
    "en",
    "id",
  ]);
  const add = () => {
    if (next !== null) {
      onChange([...messages, next]);
      setChosen(messages.length);
    }
  };
  const addButton = !isReadOnly && (
    <button type="button" className="btn" disabled={next === null} onClick={add}>
      <Plus size={14} aria-hidden="true" /> {t("add")}
    </button>
  );
  if (message === undefined) {
    return (
      <Notice Icon={MessageSquareText} title={t("none")}>
        <p>{t("noneMore")}</p>
        {addButton}
      </Notice>
    );
  }
  const replace = (changed: MessageTemplateInput) => onChange(messages.with(index, changed));
  return (
    <div className="messages">
      <nav className="stack" aria-label={t("list")}>
        <MessageList {...{ messages, index, refusals }} onChoose={setChosen} />
        {addButton}
      </nav>
      <fieldset className="plain-fieldset message-form" disabled={isReadOnly}>
        <MessageFields
          message={message}
          refusals={refusalsOfMessage(refusals, index)}
          onChange={replace}
          onRemove={() => {
            onChange(messages.toSpliced(index, 1));
            setChosen(Math.max(0, index - 1));
          }}
        />
      </fieldset>
      <MessagePreview
        {...{ message, code }}
        onBody={isReadOnly ? undefined : (body) => replace({ ...message, body })}
      />
    </div>
  );
}

interface MessageListProps {
  readonly messages: readonly MessageTemplateInput[];
  readonly index: number;
  readonly refusals: readonly Refusal[];
  readonly onChoose: (index: number) => void;
}

function MessageList({ messages, index, refusals, onChoose }: MessageListProps) {
  return (
    <ul className="message-list">
      {messages.map((one, at) => (
        <li key={`${one.channel} ${one.locale} ${one.accountId ?? ""} ${at}`}>
          <button
            type="button"
            aria-current={at === index}
            className={refusalsOfMessage(refusals, at).length > 0 ? "wrong" : ""}
            onClick={() => onChoose(at)}
          >
            <ChannelName channel={one.channel} />
            <span className="pill">{one.locale}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function refusalsOfMessage(refusals: readonly Refusal[], index: number): readonly Refusal[] {
  return refusals.filter(({ field }) => {
    const at = field?.indexOf("messages") ?? -1;
    return at >= 0 && field?.[at + 1] === String(index);
  });
}
