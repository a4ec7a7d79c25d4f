import { useMutation, useQuery } from "urql";
import { dayAndTime } from "../app/format.js";
import { Bones, ErrorNotice } from "../app/notices.js";
import { useSession } from "../app/session.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import {
  type AccountFactsFragment,
  AccountsDocument,
  TestAccountDocument,
} from "./settings.generated.js";
import { settingsWords } from "./settings.words.js";

/** Whose accounts messages go by, and whether their credentials work. */
export function AccountsCard() {
  const t = useWords(settingsWords);
  const [{ data, error }] = useQuery({ query: AccountsDocument });
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("accounts")}</h2>
      </div>
      {data === undefined ? (
        error === undefined ? (
          <Bones rows={5} />
        ) : (
          <ErrorNotice error={error} />
        )
      ) : (
        <div className="table-wrap" tabIndex={0} role="region" aria-label={t("accounts")}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("vendor")}</th>
                <th scope="col">{t("channels")}</th>
                <th scope="col">{t("whose")}</th>
                <th scope="col">{t("check")}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {data.vendorAccounts.map((account) => (
                <AccountRow key={account.id} account={account} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function AccountRow({ account }: { readonly account: AccountFactsFragment }) {
  const t = useWords(settingsWords);
  const { can } = useSession();
  const [{ fetching }, test] = useMutation(TestAccountDocument);
  const isOwn = account.ownership === "TENANT";
  return (
    <tr>
      <td>
        <div className="strong">{account.vendor.name}</div>
        <div className="tiny faint">{account.label}</div>
      </td>
      <td>
        <div className="row wrap">
          {account.channels.map((channel) => (
            <ChannelName key={channel} channel={channel} />
          ))}
        </div>
      </td>
      <td className="soft">{t(account.ownership)}</td>
      <td className="small">
        {account.lastCheckOk !== null && (
          <span
            className={account.lastCheckOk ? "pill good" : "pill bad"}
            title={account.lastCheckMessage ?? ""}
          >
            {t(account.lastCheckOk ? "works" : "fails")}
          </span>
        )}{" "}
        <span className="faint num">
          {account.lastCheckedAt === null ? t("never") : dayAndTime(account.lastCheckedAt)}
        </span>
      </td>
      <td className="right">
        {isOwn && can("VENDOR_CONNECT") && (
          <button
            type="button"
            className="btn"
            disabled={fetching}
            onClick={() => void test({ id: account.id })}
          >
            {t("test")}
          </button>
        )}
      </td>
    </tr>
  );
}
