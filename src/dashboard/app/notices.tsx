import { CircleAlert, Lock, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { CombinedError } from "urql";
import { useWords } from "../words/use-words.js";
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
    <div className="card">
      <Notice Icon={Lock} title={t("forbidden")}>
        <p>
          {isWithoutTenant
            ? t("tenantOnly")
            : t("forbiddenMore", {
                scope: scope ?? "",
                tenant: viewer.tenant?.name ?? t("marketplace"),
              })}
        </p>
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
