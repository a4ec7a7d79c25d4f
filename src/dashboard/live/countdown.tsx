import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { liveWords } from "./live.words.js";
import { isOpen, type ShownSend } from "./shown-send.js";

const around = 2 * Math.PI * 9;

/** The wait that runs now, and what comes after it. Nothing while nothing waits. */
export function Countdown({ send, now }: { readonly send: ShownSend; readonly now: number }) {
  const t = useWords(liveWords);
  const say = useEnumWords();
  const { nextStepAt } = send;
  const last = send.attempts.at(-1);
  if (!isOpen(send) || nextStepAt === null || last === undefined) {
    return null;
  }
  const left = Math.max(0, Date.parse(nextStepAt) - now);
  const whole = Math.max(1, Date.parse(nextStepAt) - Date.parse(last.createdAt));
  const following = send.revision.steps.find(({ position }) => position > last.step);
  const seconds = Math.ceil(left / 1_000);
  return (
    <span className="countdown" role="timer">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <circle className="ring" cx="11" cy="11" r="9" />
        <circle
          className="left"
          cx="11"
          cy="11"
          r="9"
          transform="rotate(-90 11 11)"
          strokeDasharray={`${Math.min(1, left / whole) * around} ${around}`}
        />
      </svg>
      {following === undefined
        ? t("nextStep", { seconds })
        : t("next", { seconds, channel: say(following.channel) })}
    </span>
  );
}
