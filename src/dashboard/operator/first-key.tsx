import { CircleCheck, Copy, KeyRound } from "lucide-react";
import { useState } from "react";
import { useMutation } from "urql";
import { type Refusal, refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { Sheet } from "../design/sheet.js";
import { MakeKeyDocument } from "../settings/settings.generated.js";
import { useWords } from "../words/use-words.js";
import type { TenantFactsFragment } from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

interface FirstKeyProps {
  readonly tenant: TenantFactsFragment;
  readonly onClose: () => void;
}

/** A new tenant has nobody who could sign in: its first key is made here, and shown once. */
export function FirstKey({ tenant, onClose }: FirstKeyProps) {
  const t = useWords(operatorWords);
  const offline = useWords(shellWords)("offline");
  const [secret, setSecret] = useState<string | null>(null);
  const [isCopied, setCopied] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [{ fetching }, make] = useMutation(MakeKeyDocument);
  const run = async () => {
    const input = { name: t("firstKeyName"), role: "OWNER", tenant: tenant.slug } as const;
    const answer = await make({ input });
    setSecret(answer.data?.createApiKey.secret ?? null);
    setRefusals(refusalsOf(answer, (data) => data.createApiKey.userErrors, offline));
  };
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Sheet
      title={tenant.name}
      onClose={onClose}
      foot={
        <button type="button" className="btn" onClick={onClose}>
          {t("close")}
        </button>
      }
    >
      <div className="stack wide">
        <p className="banner good" role="status">
          <CircleCheck size={16} aria-hidden="true" /> {t("tenantMade", { name: tenant.name })}
        </p>
        {secret === null ? (
          <>
            <p className="soft">{t("firstKeyMore")}</p>
            <Refused refusals={refusals} />
            <div>
              <button
                type="button"
                className="btn primary"
                data-first=""
                disabled={fetching}
                onClick={() => void run()}
              >
                <KeyRound size={14} aria-hidden="true" /> {t("firstKey")}
              </button>
            </div>
          </>
        ) : (
          <>
            <p className="banner warn">{t("shownOnce")}</p>
            <div className="row">
              <code className="mono grow secret">{secret}</code>
              <button type="button" className="btn" onClick={() => void copy(secret)}>
                <Copy size={14} aria-hidden="true" /> {t(isCopied ? "copied" : "copy")}
              </button>
            </div>
          </>
        )}
      </div>
    </Sheet>
  );
}
