import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import {
  Activity,
  BellRing,
  ChartNoAxesColumn,
  LayoutGrid,
  Lock,
  LogOut,
  type LucideIcon,
  Menu,
  Puzzle,
  Settings,
  ShieldCheck,
  Store,
  Wallet,
  Workflow,
} from "lucide-react";
import { useEffect, useState } from "react";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { AlertToast } from "../alerts/alert-toast.js";
import { PreferenceSwitches } from "./preference-switches.js";
import { type Scope, useSession } from "./session.js";
import { shellWords } from "./shell.words.js";
import { Brand } from "./sign-in-page.js";
import "./shell.css";

interface Place {
  readonly to: string;
  readonly word: keyof typeof shellWords;
  readonly Icon: LucideIcon;
  readonly for: "all" | "tenant" | "operator";
  /** The right without which it only says what it takes. */
  readonly scope?: Scope;
}

const places = [
  { to: "/market", word: "market", Icon: Store, for: "all" },
  { to: "/live", word: "live", Icon: Activity, for: "tenant" },
  { to: "/plans", word: "plans", Icon: Workflow, for: "tenant" },
  { to: "/analytics", word: "analytics", Icon: ChartNoAxesColumn, for: "tenant" },
  { to: "/cost", word: "cost", Icon: Wallet, for: "tenant", scope: "BILLING_READ" },
  { to: "/alerts", word: "alerts", Icon: BellRing, for: "all" },
  { to: "/widget", word: "widget", Icon: Puzzle, for: "tenant", scope: "SEND" },
  { to: "/settings", word: "settings", Icon: Settings, for: "tenant" },
  { to: "/operator", word: "operator", Icon: ShieldCheck, for: "operator" },
] as const satisfies readonly Place[];

/** The frame around every page: where one is, where one can go, who one is. */
export function Shell() {
  const t = useWords(shellWords);
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => setOpen(false), [path]);
  return (
    <div className="shell" data-open={isOpen}>
      <a className="skip" href="#content">
        {t("skip")}
      </a>
      <header className="topbar">
        <Brand />
        <button
          type="button"
          className="btn plain icon"
          aria-label={t("menu")}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Menu size={20} aria-hidden="true" />
        </button>
      </header>
      <Sidebar />
      <main id="content" className="content" tabIndex={-1}>
        <Outlet />
      </main>
      <AlertToast />
    </div>
  );
}

function Sidebar() {
  const t = useWords(shellWords);
  const { viewer, can } = useSession();
  const kind = viewer.tenant === null ? "operator" : "tenant";
  return (
    <nav className="sidebar" aria-label={t("menu")}>
      <div className="sidebar-brand">
        <Brand />
      </div>
      <ul>
        {places
          .filter((place: Place) => place.for === "all" || place.for === kind)
          .map(({ to, word, Icon, ...place }) => (
            <li key={to}>
              <Link to={to} className="place" activeProps={{ className: "place active" }}>
                <Icon size={16} aria-hidden="true" />
                {t(word)}
                {"scope" in place && !can(place.scope) && <Shut />}
              </Link>
            </li>
          ))}
      </ul>
      <Whoami />
    </nav>
  );
}

/** Beside a place that the key does not open; the page itself says who can help. */
function Shut() {
  const t = useWords(shellWords);
  return (
    <span className="shut" title={t("notYours")}>
      <Lock size={13} aria-hidden="true" />
    </span>
  );
}

function Whoami() {
  const t = useWords(shellWords);
  const say = useEnumWords();
  const { viewer, signOut } = useSession();
  return (
    <div className="whoami">
      <div className="row">
        <span className="avatar" aria-hidden="true">
          <LayoutGrid size={15} />
        </span>
        <div className="grow">
          <div className="strong ellipsis">{viewer.tenant?.name ?? t("marketplace")}</div>
          <div className="tiny faint">{say(viewer.role)}</div>
        </div>
        <button
          type="button"
          className="btn plain icon"
          onClick={signOut}
          aria-label={t("signOut")}
          title={t("signOut")}
        >
          <LogOut size={16} aria-hidden="true" />
        </button>
      </div>
      <PreferenceSwitches />
    </div>
  );
}
