import { Archive } from "lucide-react";
import { useState } from "react";
import { useMutation } from "urql";
import { refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { ConfirmSheet } from "../design/confirm-sheet.js";
import { useWords } from "../words/use-words.js";
import { ArchivePlanDocument } from "./plans.generated.js";
import { plansWords } from "./plans.words.js";

interface ArchivePlanProps {
  readonly plan: { readonly id: string; readonly name: string };
  readonly onArchived: () => void;
}

/** Puts a plan away for good, once it was asked for by name. */
export function ArchivePlan({ plan, onArchived }: ArchivePlanProps) {
  const t = useWords(plansWords);
  const offline = useWords(shellWords)("offline");
  const [isAsked, setAsked] = useState(false);
  const [, archive] = useMutation(ArchivePlanDocument);
  return (
    <>
      <button type="button" className="btn plain danger" onClick={() => setAsked(true)}>
        <Archive size={14} aria-hidden="true" /> {t("archive")}
      </button>
      {isAsked && (
        <ConfirmSheet
          title={t("archiveSure", { name: plan.name })}
          verb={t("archive")}
          run={async () =>
            refusalsOf(
              await archive({ id: plan.id }),
              (data) => data.archivePlan.userErrors,
              offline,
            )
          }
          onDone={onArchived}
          onClose={() => setAsked(false)}
        >
          <p>{t("archiveMore")}</p>
        </ConfirmSheet>
      )}
    </>
  );
}
