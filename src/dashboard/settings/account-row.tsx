import { useState } from "react";
import { useMutation } from "urql";
import { dayAndTime } from "../app/format.js";
import { type Refusal, refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { accountsWords } from "./accounts.words.js";
import { type AccountsQuery, TestAccountDocument } from "./settings.generated.js";

export type Account = AccountsQuery["vendorAccounts"][number];
export type AccountAction = "change" | "rotate" | "disconnect";

interface AccountRowProps {
  readonly account: Account;
  readonly canChange: boolean;
  readonly onAct: (action: AccountAction) => void;
}

/** One account of the tenant's own: whether it works, what uses it, and what can be done. */
export function AccountRow({ account, canChange, onAct }: AccountRowProps) {
  const t = useWords(accountsWords);
  const say = useWords(shellWords);
  const [{ fetching }, test] = useMutation(TestAccountDocument);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const run = async () => {
    const answer = await test({ id: account.id });
    setRefusals(refusalsOf(answer, (data) => data.testVendorAccount.userErrors, say("offline")));
  };
  return (
    <li className="account-row">
      <div className="stack grow">
        <div className="row wrap">
          <span className="strong">{account.label}</span>
          {account.label !== account.vendor.name && (
            <span className="soft">{account.vendor.name}</span>
          )}
          {account.channels.map((channel) => (
            <span key={channel} className="small soft">
              <ChannelName channel={channel} />
            </span>
          ))}
        </div>
        <Check account={account} isAsking={fetching} />
        <p className="tiny faint">{useFactLine(account)}</p>
        <Refused refusals={refusals} />
      </div>
      {canChange && (
        <div
          className="row wrap account-actions"
          role="group"
          aria-label={t("actions", { name: account.label })}
        >
          <button type="button" className="btn" disabled={fetching} onClick={() => void run()}>
            {t("test")}
          </button>
          <button type="button" className="btn plain" onClick={() => onAct("change")}>
            {t("change")}
          </button>
          <button type="button" className="btn plain" onClick={() => onAct("rotate")}>
            {t("rotate")}
          </button>
          <button type="button" className="btn plain danger" onClick={() => onAct("disconnect")}>
            {t("disconnect")}
          </button>
        </div>
      )}
    </li>
  );
}

function Check({ account, isAsking }: { readonly account: Account; readonly isAsking: boolean }) {
  const t = useWords(accountsWords);
  const { lastCheckOk, lastCheckMessage, lastCheckedAt } = account;
  const tone = lastCheckOk === null ? "" : lastCheckOk ? "good" : "bad";
  const word = lastCheckOk === null ? "untried" : lastCheckOk ? "works" : "fails";
  return (
    <p className="row wrap small" role="status">
      {isAsking ? (
        <span className="pill info">{t("testing")}</span>
      ) : (
        <>
          <span className={`pill ${tone}`}>{t(word)}</span>
          {lastCheckOk === false && lastCheckMessage !== null && <span>{lastCheckMessage}</span>}
          {lastCheckedAt !== null && (
            <span className="faint num">{t("checkedAt", { time: dayAndTime(lastCheckedAt) })}</span>
          )}
        </>
      )}
    </p>
  );
}

function useFactLine({ plans, maxPerSecond, senders, ...account }: Account): string {
  const t = useWords(accountsWords);
  const names = plans.map(({ name }) => name).join(", ");
  const from = [...new Set(senders.map(({ value }) => value))].join(", ");
  const end = account.credentialHints.find(({ endsWith }) => endsWith !== "")?.endsWith;
  return [
    plans.length === 0 ? t("unused") : t("usedBy", { plans: names }),
    maxPerSecond === null ? t("paceFree") : t("pace", { count: maxPerSecond }),
    ...(from === "" ? [] : [t("from", { senders: from })]),
    ...(end === undefined ? [] : [`…${end}`]),
  ].join(" · ");
}
