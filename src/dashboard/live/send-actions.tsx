import { Ban, CheckCheck, RotateCw } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { useMutation } from "urql";
import { refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { useWords } from "../words/use-words.js";
import { codePicked } from "./handset.js";
import { CallOffDocument, CheckCodeDocument, ResendCodeDocument } from "./live.generated.js";
import { liveWords } from "./live.words.js";
import { isOpen, type ShownSend } from "./shown-send.js";
import { useNow } from "./use-now.js";

interface SendActionsProps {
  readonly send: ShownSend;
  readonly onChanged: () => void;
}

/** What one can do about a send that is open: type its code in, send it again, call it off. */
export function SendActions({ send, onChanged }: SendActionsProps) {
  const t = useWords(liveWords);
  const [said, setSaid] = useState<{ text: string; tone: string } | null>(null);
  const check = useCodeCheck(send, onChanged, setSaid);
  if (!isOpen(send) && said === null && send.verification !== "VERIFIED") {
    return null;
  }
  return (
    <section className="card card-body stack wide">
      {isOpen(send) && <CodeForm {...check} left={send.checksLeft} />}
      {said !== null && (
        <p className={`banner ${said.tone}`} role="status">
          {said.text}
        </p>
      )}
      {isOpen(send) ? (
        <Again
          send={send}
          onChanged={onChanged}
          onRefused={(text) => setSaid({ text, tone: "bad" })}
        />
      ) : (
        said === null &&
        send.verification === "VERIFIED" && (
          <p className="banner good">
            <CheckCheck size={16} aria-hidden="true" /> {t("VERIFIED")}
          </p>
        )
      )}
    </section>
  );
}

interface CodeFormProps {
  readonly code: string;
  readonly setCode: (code: string) => void;
  readonly submit: (event: FormEvent) => void;
  readonly isBusy: boolean;
  readonly left: number;
}

function CodeForm({ code, setCode, submit, isBusy, left }: CodeFormProps) {
  const t = useWords(liveWords);
  return (
    <form className="stack" onSubmit={submit}>
      <div className="field">
        <label htmlFor="code">{t("code")}</label>
        <input
          id="code"
          className="input big code-input"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <span className="hint">{t("checksLeft", { count: left })}</span>
      </div>
      <button type="submit" className="btn primary" disabled={isBusy || code.trim() === ""}>
        {t("check")}
      </button>
    </form>
  );
}

function useCodeCheck(
  send: ShownSend,
  onChanged: () => void,
  say: (said: { text: string; tone: string }) => void,
) {
  const t = useWords(liveWords);
  const [code, setCode] = useState("");
  const [{ fetching }, check] = useMutation(CheckCodeDocument);
  useEffect(() => {
    const take = (event: Event) => setCode(String((event as CustomEvent).detail));
    window.addEventListener(codePicked, take);
    return () => window.removeEventListener(codePicked, take);
  }, []);
  const submit = async () => {
    const { data } = await check({ input: { sendId: send.id, code: code.trim() } });
    const answer = data?.verifyOtp;
    const [refused] = answer?.userErrors ?? [];
    if (answer?.result) {
      const isRight = answer.result === "VERIFIED";
      say({ text: t(answer.result), tone: isRight ? "good" : "bad" });
    } else if (refused !== undefined) {
      say({ text: refused.message, tone: "bad" });
    }
    onChanged();
  };
  return {
    code,
    setCode,
    isBusy: fetching,
    submit: (event: FormEvent) => {
      event.preventDefault();
      void submit();
    },
  };
}

interface AgainProps extends SendActionsProps {
  readonly onRefused: (message: string) => void;
}

function Again({ send, onChanged, onRefused }: AgainProps) {
  const t = useWords(liveWords);
  const offline = useWords(shellWords)("offline");
  const at = send.resendAvailableAt === null ? 0 : Date.parse(send.resendAvailableAt);
  const now = useNow(at > Date.now());
  const [{ fetching: isResending }, resend] = useMutation(ResendCodeDocument);
  const [{ fetching: isEnding }, callOff] = useMutation(CallOffDocument);
  const seconds = Math.ceil((at - now) / 1_000);
  const again = async () => {
    const input = { sendId: send.id, idempotencyKey: crypto.randomUUID() };
    const [refused] = refusalsOf(
      await resend({ input }),
      (data) => data.resendOtp.userErrors,
      offline,
    );
    if (refused !== undefined) {
      onRefused(refused.message);
    }
    onChanged();
  };
  const end = async () => {
    const [refused] = refusalsOf(
      await callOff({ id: send.id }),
      (data) => data.cancelSend.userErrors,
      offline,
    );
    if (refused !== undefined) {
      onRefused(refused.message);
    }
    onChanged();
  };
  return (
    <div className="row">
      <button
        type="button"
        className="btn grow"
        disabled={isResending || seconds > 0 || send.resendsLeft === 0}
        onClick={() => void again()}
      >
        <RotateCw size={15} aria-hidden="true" />
        {seconds > 0 ? t("resendIn", { seconds }) : t("resend")}
      </button>
      <button type="button" className="btn danger" disabled={isEnding} onClick={() => void end()}>
        <Ban size={15} aria-hidden="true" /> {t("callOff")}
      </button>
    </div>
  );
}
