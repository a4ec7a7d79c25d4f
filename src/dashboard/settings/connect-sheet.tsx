import { ArrowLeft, Search } from "lucide-react";
import { useState } from "react";
import { Bones, ErrorNotice } from "../app/notices.js";
import { ChannelName } from "../design/names.js";
import { Sheet } from "../design/sheet.js";
import { useWords } from "../words/use-words.js";
import { AccountOutcome } from "./account-outcome.js";
import { accountsWords } from "./accounts.words.js";
import { ConnectForm } from "./connect-form.js";
import type { AccountFactsFragment, VendorSetupFactsFragment } from "./settings.generated.js";
import { useVendorSetups } from "./use-vendor-setups.js";

interface ConnectSheetProps {
  readonly onConnected: () => void;
  readonly onClose: () => void;
}

/** Connecting in three steps: at which vendor, with what, and what the vendor said. */
export function ConnectSheet({ onConnected, onClose }: ConnectSheetProps) {
  const t = useWords(accountsWords);
  const { rows, error, again } = useVendorSetups();
  const [vendor, setVendor] = useState<VendorSetupFactsFragment | null>(null);
  const [account, setAccount] = useState<AccountFactsFragment | null>(null);
  if (vendor !== null && account !== null) {
    return (
      <Sheet
        title={t("connectTo", { vendor: vendor.name })}
        onClose={onClose}
        foot={
          <button type="button" className="btn primary" data-first="" onClick={onClose}>
            {t("done")}
          </button>
        }
      >
        <AccountOutcome
          account={account}
          callbackSetup={vendor.setup?.callbackSetup ?? null}
          good={t("connected", { name: account.label })}
          bad={t("connectedBut", { name: account.label })}
        />
      </Sheet>
    );
  }
  if (vendor !== null) {
    return (
      <ConnectForm
        key={vendor.id}
        vendor={vendor}
        back={
          <button type="button" className="btn plain" onClick={() => setVendor(null)}>
            <ArrowLeft size={14} aria-hidden="true" /> {t("other")}
          </button>
        }
        onConnected={(connected) => {
          setAccount(connected);
          onConnected();
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <Sheet title={t("whichVendor")} onClose={onClose}>
      {rows === undefined ? (
        error === undefined ? (
          <Bones rows={6} height={44} />
        ) : (
          <ErrorNotice error={error} retry={again} />
        )
      ) : (
        <VendorPicker vendors={rows} onPick={setVendor} />
      )}
    </Sheet>
  );
}

interface VendorPickerProps {
  readonly vendors: readonly VendorSetupFactsFragment[];
  readonly onPick: (vendor: VendorSetupFactsFragment) => void;
}

function VendorPicker({ vendors, onPick }: VendorPickerProps) {
  const t = useWords(accountsWords);
  const [wanted, setWanted] = useState("");
  const text = wanted.trim().toLowerCase();
  const found = vendors
    .filter((one) => one.setup !== null)
    .filter(({ name, slug, setup }) =>
      `${name} ${slug} ${setup?.product ?? ""}`.toLowerCase().includes(text),
    )
    .toSorted((left, right) => left.name.localeCompare(right.name));
  return (
    <div className="stack wide">
      <div className="search-field">
        <Search size={15} aria-hidden="true" />
        <input
          className="input"
          type="search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      <ul className="vendor-picker">
        {found.map((vendor) => (
          <li key={vendor.id}>
            <button type="button" onClick={() => onPick(vendor)}>
              <span className="strong">{vendor.name}</span>
              <span className="row wrap tiny soft">
                {vendor.channels.map((channel) => (
                  <ChannelName key={channel} channel={channel} />
                ))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="soft">{t("noVendor")}</p>}
    </div>
  );
}
