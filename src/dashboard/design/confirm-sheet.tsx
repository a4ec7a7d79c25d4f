import { TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Refusal } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { useWords } from "../words/use-words.js";
import { Sheet } from "./sheet.js";

interface ConfirmSheetProps {
  /** The question, with the name of the thing. */
  readonly title: string;
  /** What the button does, as a verb. */
  readonly verb: string;
  /** What comes of it. */
  readonly children: ReactNode;
  /** Does it; what it is refused for is shown, and the sheet stays. */
  readonly run: () => Promise<readonly Refusal[]>;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks once before something is taken away; the way out is what the keyboard stands on. */
export function ConfirmSheet({ title, verb, children, run, onDone, onClose }: ConfirmSheetProps) {
  const t = useWords(shellWords);
  const [isBusy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const confirm = async () => {
    setBusy(true);
    setRefusals([]);
    const refused = await run();
    setBusy(false);
    setRefusals(refused);
    if (refused.length === 0) {
      onDone();
    }
  };
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="btn" data-first="" onClick={onClose}>
            {t("leaveIt")}
          </button>
          <button
            type="button"
            className="btn ruin"
            disabled={isBusy}
            aria-busy={isBusy}
            onClick={() => void confirm()}
          >
            {verb}
          </button>
        </>
      }
    >
      <div className="stack wide">
        {children}
        <Refused refusals={refusals} />
      </div>
    </Sheet>
  );
}

/** What the server objected to, said to everybody at once. */
export function Refused({ refusals }: { readonly refusals: readonly Refusal[] }) {
  return (
    <div role="alert">
      {refusals.map(({ message }) => (
        <p key={message} className="banner bad">
          <TriangleAlert size={15} aria-hidden="true" /> {message}
        </p>
      ))}
    </div>
  );
}
