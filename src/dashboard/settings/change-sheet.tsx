import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { type Refusal, refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { Sheet } from "../design/sheet.js";
import { useWords } from "../words/use-words.js";
import { type AccountDraft, LabelField, paceOf, SendingFields } from "./account-form.js";
import { accountsWords } from "./accounts.words.js";
import { newSender, senderInput } from "./sender-fields.js";
import {
  type AccountFactsFragment,
  ChangeAccountDocument,
  type VendorSetupFactsFragment,
} from "./settings.generated.js";

interface ChangeSheetProps {
  readonly account: AccountFactsFragment;
  readonly vendor: VendorSetupFactsFragment;
  readonly onClose: () => void;
}

/** What an account is called, how fast it sends and what from. */
export function ChangeSheet({ account, vendor, onClose }: ChangeSheetProps) {
  const t = useWords(accountsWords);
  const say = useWords(shellWords);
  const [draft, setDraft] = useState<AccountDraft>(() => draftOf(account));
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [{ fetching }, change] = useMutation(ChangeAccountDocument);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await change({
      id: account.id,
      input: {
        label: draft.label,
        maxPerSecond: paceOf(draft.maxPerSecond),
        senders: senderInput(draft.senders),
      },
    });
    const refused = refusalsOf(
      answer,
      (data) => data.changeVendorAccount.userErrors,
      say("offline"),
    );
    setRefusals(refused);
    if (refused.length === 0) {
      onClose();
    }
  };
  const { channels } = account;
  return (
    <Sheet
      title={t("changeTitle", { name: account.label })}
      onClose={onClose}
      foot={
        <button type="submit" form="change" className="btn primary" disabled={fetching}>
          {t("save")}
        </button>
      }
    >
      <form id="change" className="stack wide" onSubmit={(event) => void save(event)}>
        <LabelField {...{ vendor, draft, refusals }} onChange={setDraft} />
        <SendingFields {...{ vendor, channels, draft, refusals }} onChange={setDraft} />
        <Refused
          refusals={refusals.filter(
            ({ field }) => !["label", "maxPerSecond", "senders"].includes(field?.[0] ?? ""),
          )}
        />
      </form>
    </Sheet>
  );
}

function draftOf({ label, maxPerSecond, senders }: AccountFactsFragment): AccountDraft {
  return {
    label,
    maxPerSecond: maxPerSecond === null ? "" : String(maxPerSecond),
    senders: senders.reduce<AccountDraft["senders"]>(
      (all, sender) => [...all, newSender(all, sender.channel, sender)],
      [],
    ),
  };
}
