import { useQuery } from "urql";
import { Bones, ErrorNotice, Guarded } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { useSession } from "../app/session.js";
import { useWords } from "../words/use-words.js";
import { AccountsCard } from "./accounts-card.js";
import { KeysCard } from "./keys-card.js";
import { PreviewCard } from "./preview-card.js";
import { KeysDocument } from "./settings.generated.js";
import { settingsWords } from "./settings.words.js";
import "./settings.css";

/** Keys, accounts, messages. */
export function SettingsPage() {
  return (
    <Guarded>
      <Settings />
    </Guarded>
  );
}

function Settings() {
  const t = useWords(settingsWords);
  const { can } = useSession();
  return (
    <>
      <PageHead title={t("title")}>{t("intro")}</PageHead>
      <div className="stack wide">
        {can("KEY_ADMIN") ? <Keys /> : <p className="card card-body soft">{t("keysForbidden")}</p>}
        <AccountsCard />
        <PreviewCard />
      </div>
    </>
  );
}

function Keys() {
  const [{ data, error }, again] = useQuery({ query: KeysDocument });
  const read = () => again({ requestPolicy: "network-only" });
  if (data === undefined) {
    return (
      <div className="card">
        {error === undefined ? <Bones rows={3} /> : <ErrorNotice error={error} retry={read} />}
      </div>
    );
  }
  return <KeysCard keys={data.apiKeys} onChanged={read} />;
}
