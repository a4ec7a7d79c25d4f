import { Plug, Plus } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { dayAndTime } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { useSession } from "../app/session.js";
import { ChannelName } from "../design/names.js";
import { useWords } from "../words/use-words.js";
import { type Account, type AccountAction, AccountRow } from "./account-row.js";
import { accountsWords } from "./accounts.words.js";
import { ChangeSheet } from "./change-sheet.js";
import { ConnectSheet } from "./connect-sheet.js";
import { DisconnectSheet } from "./disconnect-sheet.js";
import { RotateSheet } from "./rotate-sheet.js";
import { AccountsDocument } from "./settings.generated.js";
import { useVendorSetups } from "./use-vendor-setups.js";

type Open = "connect" | { readonly action: AccountAction; readonly account: Account };

/** Whose accounts messages go by, whether they work, and everything that is done with them. */
export function AccountsCard() {
  const t = useWords(accountsWords);
  const { can } = useSession();
  const [open, setOpen] = useState<Open | null>(null);
  const [{ data, error }, again] = useQuery({ query: AccountsDocument });
  const read = () => again({ requestPolicy: "network-only" });
  if (data === undefined) {
    return (
      <section className="card">
        {error === undefined ? (
          <Bones rows={5} height={36} />
        ) : (
          <ErrorNotice error={error} retry={read} />
        )}
      </section>
    );
  }
  const canChange = can("VENDOR_CONNECT");
  const own = data.vendorAccounts.filter(({ ownership }) => ownership === "TENANT");
  const connect = canChange ? (
    <button type="button" className="btn primary" onClick={() => setOpen("connect")}>
      <Plus size={14} aria-hidden="true" /> {t("connect")}
    </button>
  ) : null;
  return (
    <>
      {!canChange && <p className="banner">{t("needsConnect")}</p>}
      <section className="card">
        <div className="card-head">
          <div>
            <h2>{t("own")}</h2>
            <p className="small soft">{t("ownMore")}</p>
          </div>
          {own.length > 0 && connect}
        </div>
        {own.length === 0 ? (
          <Notice Icon={Plug} title={t("none")}>
            <p>{t("noneMore")}</p>
            {connect}
          </Notice>
        ) : (
          <OwnAccounts
            accounts={own}
            canChange={canChange}
            onAct={(account, action) => setOpen({ account, action })}
          />
        )}
      </section>
      <MarketAccounts
        accounts={data.vendorAccounts.filter(
          ({ ownership, disconnectedAt }) => ownership !== "TENANT" && disconnectedAt === null,
        )}
      />
      {open === "connect" && <ConnectSheet onConnected={read} onClose={() => setOpen(null)} />}
      {open !== null && open !== "connect" && (
        <AccountDialog {...open} onChanged={read} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

interface AccountDialogProps {
  readonly action: AccountAction;
  readonly account: Account;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

function AccountDialog({ action, account, onChanged, onClose }: AccountDialogProps) {
  const vendor = useVendorSetups().rows?.find(({ id }) => id === account.vendor.id);
  if (action === "disconnect") {
    const done = () => {
      onChanged();
      onClose();
    };
    return <DisconnectSheet {...{ account, onClose }} onDone={done} />;
  }
  if (vendor === undefined) {
    return null;
  }
  return action === "change" ? (
    <ChangeSheet {...{ account, vendor, onClose }} />
  ) : (
    <RotateSheet {...{ account, vendor, onClose }} />
  );
}

interface OwnAccountsProps {
  readonly accounts: readonly Account[];
  readonly canChange: boolean;
  readonly onAct: (account: Account, action: AccountAction) => void;
}

function OwnAccounts({ accounts, canChange, onAct }: OwnAccountsProps) {
  const t = useWords(accountsWords);
  const gone = accounts.filter(({ disconnectedAt }) => disconnectedAt !== null);
  return (
    <>
      <ul>
        {accounts
          .filter(({ disconnectedAt }) => disconnectedAt === null)
          .map((account) => (
            <AccountRow
              key={account.id}
              {...{ account, canChange }}
              onAct={(action) => onAct(account, action)}
            />
          ))}
      </ul>
      {gone.length > 0 && (
        <details className="gone-accounts">
          <summary className="small soft">{t("gone", { count: gone.length })}</summary>
          <ul className="stack small">
            {gone.map(({ id, label, vendor, disconnectedAt }) => (
              <li key={id}>
                {label} · <span className="soft">{vendor.name}</span>{" "}
                <span className="faint num">
                  {disconnectedAt !== null && t("goneAt", { time: dayAndTime(disconnectedAt) })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function MarketAccounts({ accounts }: { readonly accounts: readonly Account[] }) {
  const t = useWords(accountsWords);
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{t("market")}</h2>
          <p className="small soft">{t("marketMore")}</p>
        </div>
      </div>
      <ul className="market-accounts">
        {accounts
          .toSorted((left, right) => left.vendor.name.localeCompare(right.vendor.name))
          .map(({ id, vendor, channels }) => (
            <li key={id}>
              <span className="strong">{vendor.name}</span>
              <span className="row wrap tiny soft">
                {channels.map((channel) => (
                  <ChannelName key={channel} channel={channel} />
                ))}
              </span>
            </li>
          ))}
      </ul>
    </section>
  );
}
