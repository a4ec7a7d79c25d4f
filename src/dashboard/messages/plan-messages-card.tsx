import { useState } from "react";
import type { Refusal } from "../app/refusals.js";
import { ChannelName } from "../design/names.js";
import { Sheet } from "../design/sheet.js";
import { useWords } from "../words/use-words.js";
import { MessagesEditor } from "./messages-editor.js";
import type { Channel, CodePolicyInput, MessageTemplateInput } from "./messages.generated.js";
import { messagesWords } from "./messages.words.js";

interface PlanMessagesCardProps {
  readonly messages: readonly MessageTemplateInput[];
  readonly code: CodePolicyInput | null;
  readonly channels: readonly Channel[];
  readonly isReadOnly: boolean;
  readonly refusals: readonly Refusal[];
  readonly onChange: (messages: readonly MessageTemplateInput[]) => void;
}

/** A plan's texts in short, and the way to all of them; they are saved with the plan. */
export function PlanMessagesCard(props: PlanMessagesCardProps) {
  const t = useWords(messagesWords);
  const [isOpen, setOpen] = useState(false);
  const { messages, isReadOnly } = props;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("open")}</h2>
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          {t(isReadOnly ? "look" : "edit")}
        </button>
      </div>
      <div className="card-body row wrap small soft">
        {messages.length === 0
          ? t("openNone")
          : messages.map(({ channel, locale, accountId }) => (
              <span key={`${channel} ${locale} ${accountId ?? ""}`} className="row">
                <ChannelName channel={channel} />
                <span className="pill">{locale}</span>
              </span>
            ))}
      </div>
      {isOpen && (
        <Sheet
          isWide
          title={t("open")}
          onClose={() => setOpen(false)}
          foot={
            <button type="button" className="btn primary" onClick={() => setOpen(false)}>
              {t("done")}
            </button>
          }
        >
          <MessagesEditor {...props} />
        </Sheet>
      )}
    </section>
  );
}
