import { CircleAlert, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { messageOf } from "../app/notices.js";
import { shellWords } from "../app/shell.words.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { hasPlain, simplify } from "./message-draft.js";
import {
  type CodePolicyInput,
  type MessageTemplateInput,
  PreviewDocument,
  type PreviewQuery,
} from "./messages.generated.js";
import { messagesWords } from "./messages.words.js";

type Preview = PreviewQuery["previewMessage"];

interface MessagePreviewProps {
  readonly message: MessageTemplateInput;
  readonly code: CodePolicyInput | null;
  /** Takes another text; left out = nothing can be changed. */
  readonly onBody?: ((body: string) => void) | undefined;
}

/** A message as it will arrive, what it takes to send, and what makes it dear or wrong. */
export function MessagePreview({ message, code, onBody }: MessagePreviewProps) {
  const t = useWords(messagesWords);
  const say = useWords(shellWords);
  const input = useSettled(message);
  const [{ data, error }] = useQuery({ query: PreviewDocument, variables: { input, code } });
  const preview = data?.previewMessage;
  return (
    <div className="stack wide">
      <div className={`message ch-${message.channel}`}>
        <span className="spread tiny faint">
          <ChannelName channel={message.channel} />
          <span>{t("preview")}</span>
        </span>
        {preview !== undefined && <Words preview={preview} />}
      </div>
      <div className="stack" aria-live="polite">
        {preview !== undefined && <Takes preview={preview} />}
        {preview !== undefined && preview.ucs2Characters.length > 0 && (
          <Dear preview={preview} body={message.body ?? ""} onBody={onBody} />
        )}
        {error !== undefined && (
          <p className="banner bad">
            <CircleAlert size={15} aria-hidden="true" /> {messageOf(error, say("offline"))}
          </p>
        )}
        {error === undefined &&
          preview?.problems.map(({ code: problem, message: words, severity }) => (
            <p key={problem} className={severity === "ERROR" ? "banner bad" : "banner warn"}>
              <TriangleAlert size={15} aria-hidden="true" /> {words}
            </p>
          ))}
      </div>
    </div>
  );
}

function Words({ preview }: { readonly preview: Preview }) {
  const t = useWords(messagesWords);
  if (preview.encoding === "NONE") {
    return <p className="soft">{t("noWords")}</p>;
  }
  return (
    <>
      {preview.subject !== null && <p className="strong">{preview.subject}</p>}
      {preview.text !== "" && <p className="message-text">{preview.text}</p>}
      {preview.vendorTemplateName !== null && (
        <p className="small soft">{t("vendorHolds", { name: preview.vendorTemplateName })}</p>
      )}
    </>
  );
}

function Takes({ preview }: { readonly preview: Preview }) {
  const t = useWords(messagesWords);
  const { encoding, length, unitsLeft, partCount } = preview;
  if (unitsLeft === null) {
    return <p className="small soft num">{t("letters", { count: length })}</p>;
  }
  const share = Math.min(1, length / (length + unitsLeft));
  const tone = partCount > 1 ? "tone-warn" : "";
  return (
    <div className={`message-takes ${tone}`}>
      <p className="spread small num">
        <span>
          <span className="strong">
            {partCount === 1 ? t("part") : t("parts", { count: partCount })}
          </span>{" "}
          <span className="soft">· {t(encoding === "UCS2" ? "ucs2" : "gsm")}</span>
        </span>
        <span className="soft">
          {length} · {t("left", { count: unitsLeft })}
        </span>
      </p>
      <svg width="100%" height="6" aria-hidden="true">
        <rect className="track" width="100%" height="6" rx="3" />
        <rect className="used" width={`${(share * 100).toFixed(1)}%`} height="6" rx="3" />
      </svg>
    </div>
  );
}

interface DearProps {
  readonly preview: Preview;
  readonly body: string;
  readonly onBody: ((body: string) => void) | undefined;
}

function Dear({ preview, body, onBody }: DearProps) {
  const t = useWords(messagesWords);
  const dear = preview.ucs2Characters;
  return (
    <div className="banner warn">
      <TriangleAlert size={15} aria-hidden="true" />
      <div className="stack grow">
        <p>{t("ucs2More")}</p>
        <p className="row wrap">
          {dear.map((one) => (
            <kbd key={one} className="kbd">
              {one.trim() === "" ? "␠" : one}
            </kbd>
          ))}
          {onBody !== undefined && dear.some((one) => hasPlain(one) && body.includes(one)) && (
            <button type="button" className="btn" onClick={() => onBody(simplify(body, dear))}>
              {t("simplify")}
            </button>
          )}
        </p>
      </div>
    </div>
  );
}

const settleMs = 200;

/** The message once nobody has typed for a moment: the server is asked then, and not per key. */
function useSettled(message: MessageTemplateInput): MessageTemplateInput {
  const [settled, setSettled] = useState(message);
  const text = JSON.stringify(message);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as MessageTemplateInput), settleMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
