import { Link } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Guarded, Notice, WhoHelps } from "../app/notices.js";
import { PageHead } from "../app/page-head.js";
import { type Scope, useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { usePageSearch } from "../app/use-search.js";
import { BudgetsCard } from "../cost/budgets-card.js";
import { MessagesCard } from "../messages/messages-card.js";
import { useWords } from "../words/use-words.js";
import { AccountsCard } from "./accounts-card.js";
import { KeysCard } from "./keys-card.js";
import { settingsWords } from "./settings.words.js";
import "../cost/cost.css";
import "./settings.css";

const tabs = ["accounts", "messages", "budgets", "keys"] as const;

/** Accounts, messages, budgets, keys: a part at a time, each at an address of its own. */
export function SettingsPage() {
  return (
    <Guarded>
      <Settings />
    </Guarded>
  );
}

function Settings() {
  const t = useWords(settingsWords);
  const [search] = usePageSearch();
  const tab = tabs.find((one) => one === search["tab"]) ?? "accounts";
  return (
    <>
      <PageHead title={t("title")}>{t("intro")}</PageHead>
      <nav className="tabs" aria-label={t("tabs")}>
        {tabs.map((one) => (
          <Link
            key={one}
            to="/settings"
            search={one === "accounts" ? {} : { tab: one }}
            activeOptions={{ exact: true, includeSearch: true }}
            aria-current={one === tab ? "page" : undefined}
            replace
          >
            {t(`tab_${one}`)}
          </Link>
        ))}
      </nav>
      <div className="stack wide">
        {tab === "accounts" && <AccountsCard />}
        {tab === "messages" && <MessagesCard />}
        {tab === "budgets" && (
          <Right scope="BILLING_READ" more={t("budgetsForbidden")}>
            <BudgetsCard />
          </Right>
        )}
        {tab === "keys" && (
          <Right scope="KEY_ADMIN" more={t("keysForbidden")}>
            <KeysCard />
          </Right>
        )}
      </div>
    </>
  );
}

interface RightProps {
  readonly scope: Scope;
  readonly more: string;
  readonly children: ReactNode;
}

/** A part for those whose key opens it; the others are told what it takes. */
function Right({ scope, more, children }: RightProps) {
  const { can } = useSession();
  const say = useWords(shellWords);
  return can(scope) ? (
    children
  ) : (
    <div className="card">
      <Notice Icon={Lock} title={say("forbidden")}>
        <p>
          {more} <WhoHelps />
        </p>
      </Notice>
    </div>
  );
}
