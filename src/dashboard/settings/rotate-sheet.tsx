import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { type Refusal, refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { Sheet } from "../design/sheet.js";
import { useWords } from "../words/use-words.js";
import { AccountOutcome } from "./account-outcome.js";
import { accountsWords } from "./accounts.words.js";
import {
  credentialInput,
  CredentialFields,
  credentialProblems,
  type CredentialValues,
} from "./credential-fields.js";
import {
  type AccountFactsFragment,
  type KeyValueInput,
  RotateCredentialsDocument,
  TestAccountDocument,
  type VendorSetupFactsFragment,
} from "./settings.generated.js";

interface RotateSheetProps {
  readonly account: AccountFactsFragment;
  readonly vendor: VendorSetupFactsFragment;
  readonly onClose: () => void;
}

/** New credentials in the place of the old, and at once whether the vendor takes them. */
export function RotateSheet({ account, vendor, onClose }: RotateSheetProps) {
  const t = useWords(accountsWords);
  const [values, setValues] = useState<CredentialValues>({});
  const { isBusy, refusals, sent, outcome, rotate } = useRotating(account.id);
  const fields = vendor.setup?.credentials ?? [];
  const problems = credentialProblems(refusals, sent);
  const endings = new Map(account.credentialHints.map(({ name, endsWith }) => [name, endsWith]));
  if (outcome !== null) {
    return (
      <Sheet
        title={t("rotateTitle", { name: account.label })}
        onClose={onClose}
        foot={
          <button type="button" className="btn primary" data-first="" onClick={onClose}>
            {t("done")}
          </button>
        }
      >
        <AccountOutcome
          account={outcome}
          callbackSetup={vendor.setup?.callbackSetup ?? null}
          good={t("rotated")}
          bad={t("rotatedBut")}
        />
      </Sheet>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate(credentialInput(fields, values));
  };
  return (
    <Sheet
      title={t("rotateTitle", { name: account.label })}
      onClose={onClose}
      foot={
        <button type="submit" form="rotate" className="btn primary" disabled={isBusy}>
          {t("saveAndTest")}
        </button>
      }
    >
      <form id="rotate" className="stack wide" onSubmit={submit}>
        <p className="soft">{t("rotateMore")}</p>
        <CredentialFields {...{ fields, values, endings, problems }} onChange={setValues} />
        <p className="tiny faint">{t("credentialsMore")}</p>
        <Refused
          refusals={refusals.filter(
            ({ field }) => !problems.has(sent[Number(field?.[1])]?.key ?? ""),
          )}
        />
        <p className="small soft" role="status">
          {isBusy && t("asking", { vendor: vendor.name })}
        </p>
      </form>
    </Sheet>
  );
}

function useRotating(id: string) {
  const say = useWords(shellWords);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [sent, setSent] = useState<readonly KeyValueInput[]>([]);
  const [outcome, setOutcome] = useState<AccountFactsFragment | null>(null);
  const [rotation, rotate] = useMutation(RotateCredentialsDocument);
  const [trial, test] = useMutation(TestAccountDocument);
  const run = async (credentials: KeyValueInput[]) => {
    setSent(credentials);
    const answer = await rotate({ id, credentials });
    const refused = refusalsOf(
      answer,
      (data) => data.rotateVendorCredentials.userErrors,
      say("offline"),
    );
    setRefusals(refused);
    if (refused.length > 0) {
      return;
    }
    const tried = await test({ id });
    setRefusals(refusalsOf(tried, (data) => data.testVendorAccount.userErrors, say("offline")));
    setOutcome(tried.data?.testVendorAccount.vendorAccount ?? null);
  };
  return {
    isBusy: rotation.fetching || trial.fetching,
    refusals,
    sent,
    outcome,
    rotate: (credentials: KeyValueInput[]) => void run(credentials),
  };
}
