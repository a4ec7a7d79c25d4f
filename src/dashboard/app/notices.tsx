import { useRouterState } from "@tanstack/react-router";
import { CircleAlert, Lock, type LucideIcon, RefreshCw } from "lucide-react";
import type { ReactNode } from "react";
import type { CombinedError } from "urql";
import { useWords } from "../words/use-words.js";
import { PageHead } from "./page-head.js";
import { type Scope, useSession } from "./session.js";
import { shellWords } from "./shell.words.js";

interface NoticeProps {
  readonly Icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What stands where there is nothing else to show, and what to do about it. */
export function Notice({ Icon, title, children }: NoticeProps) {
  return (
    <div className="notice">
      <Icon size={26} strokeWidth={1.6} aria-hidden="true" />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A request that failed, in the server's words where it has some. */
export function ErrorNotice({
  error,
  retry,
}: {
  readonly error: CombinedError;
  readonly retry?: () => void;
}) {
  const t = useWords(shellWords);
  return (
    <div role="alert">
      <Notice Icon={CircleAlert} title={t("wentWrong")}>
        <p>{messageOf(error, t("offline"))}</p>
        {retry !== undefined && (
          <button type="button" className="btn" onClick={retry}>
            {t("tryAgain")}
          </button>
        )}
      </Notice>
    </div>
  );
}

/** What an error says to people. */
export function messageOf(error: CombinedError, offline: string): string {
  return error.graphQLErrors[0]?.message ?? offline;
}

/** Shows the page to those whose key opens it, and says to the others what it takes. */
export function Guarded({
  scope,
  tenant = true,
  children,
}: {
  readonly scope?: Scope;
  /** True for a page about one tenant. */
  readonly tenant?: boolean;
  readonly children: ReactNode;
}) {
  const t = useWords(shellWords);
  const { viewer, can } = useSession();
  const isWithoutTenant = tenant && viewer.tenant === null;
  if (!isWithoutTenant && (scope === undefined || can(scope))) {
    return children;
  }
  return (
    <>
      <PlaceHead />
      <div className="card">
        <Notice Icon={Lock} title={t("forbidden")}>
          {isWithoutTenant ? (
            <p>{t("tenantOnly")}</p>
          ) : (
            <p>
              {t("needs", { scope: scope ?? "" })} <WhoHelps />
            </p>
          )}
        </Notice>
      </div>
    </>
  );
}

/** The name of the page that the address asks for, where the page itself may not say it. */
function PlaceHead() {
  const t = useWords(shellWords);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [, place = ""] = path.split("/");
  return <PageHead title={t(place in shellWords ? (place as "market") : "forbidden")} />;
}

/** Who can give the right that is missing. */
export function WhoHelps() {
  const t = useWords(shellWords);
  const { viewer } = useSession();
  return t("whoHelps", { tenant: viewer.tenant?.name ?? t("marketplace") });
}

/** A page that could not be shown at all, as after a new version of it was put on the server. */
export function Broken() {
  const t = useWords(shellWords);
  return (
    <div className="card" role="alert">
      <Notice Icon={CircleAlert} title={t("wentWrong")}>
        <p>{t("broken")}</p>
        <button type="button" className="btn" onClick={() => location.reload()}>
          <RefreshCw size={14} aria-hidden="true" /> {t("reload")}
        </button>
      </Notice>
    </div>
  );
}

/** Grey lines of the height that the rows to come will have, so that nothing jumps. */
export function Bones({
  rows = 6,
  height = 20,
}: {
  readonly rows?: number;
  readonly height?: number;
}) {
  const t = useWords(shellWords);
  return (
    <div className="stack wide card-body" role="status" aria-busy="true" aria-label={t("loading")}>
      {Array.from({ length: rows }, (_, row) => (
        <svg key={row} width="100%" height={height} aria-hidden="true">
          <rect className="bone-line" width={`${92 - ((row * 17) % 40)}%`} height="100%" rx="5" />
        </svg>
      ))}
    </div>
  );
}
