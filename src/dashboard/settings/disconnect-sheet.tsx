import { Link } from "@tanstack/react-router";
import { useMutation } from "urql";
import { refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { ConfirmSheet } from "../design/confirm-sheet.js";
import { useWords } from "../words/use-words.js";
import { accountsWords } from "./accounts.words.js";
import { type AccountsQuery, DisconnectAccountDocument } from "./settings.generated.js";

interface DisconnectSheetProps {
  readonly account: AccountsQuery["vendorAccounts"][number];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before an account ends, with the plans that name it. */
export function DisconnectSheet({ account, onDone, onClose }: DisconnectSheetProps) {
  const t = useWords(accountsWords);
  const say = useWords(shellWords);
  const [, disconnect] = useMutation(DisconnectAccountDocument);
  return (
    <ConfirmSheet
      title={t("disconnectSure", { name: account.label })}
      verb={t("disconnect")}
      run={async () =>
        refusalsOf(
          await disconnect({ id: account.id }),
          (data) => data.disconnectVendor.userErrors,
          say("offline"),
        )
      }
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t("disconnectMore")}</p>
      {account.plans.length === 0 ? (
        <p className="soft">{t("breaksNone")}</p>
      ) : (
        <div className="banner warn">
          <div>
            <p className="strong">{t("breaks")}</p>
            <ul>
              {account.plans.map(({ id, key, name }) => (
                <li key={id}>
                  <Link to="/plans/$key" params={{ key }}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </ConfirmSheet>
  );
}
