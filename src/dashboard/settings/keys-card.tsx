import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useMutation, useQuery } from "urql";
import { day, dayAndTime } from "../app/format.js";
import { Bones, ErrorNotice, Notice } from "../app/notices.js";
import { refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { ConfirmSheet } from "../design/confirm-sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { KeySheet } from "./key-sheet.js";
import { roleScopes } from "./role-scopes.js";
import { type KeyFactsFragment, KeysDocument, RevokeKeyDocument } from "./settings.generated.js";
import { settingsWords } from "./settings.words.js";

/** The tenant's keys; a secret is shown once, and revoking asks once. */
export function KeysCard() {
  const t = useWords(settingsWords);
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<KeyFactsFragment | null>(null);
  const [{ data, error }, again] = useQuery({ query: KeysDocument });
  const read = () => again({ requestPolicy: "network-only" });
  const close = () => {
    setMaking(false);
    setRevoking(null);
    read();
  };
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{t("keys")}</h2>
          <p className="small soft">{t("keysMore")}</p>
        </div>
        <button type="button" className="btn primary" onClick={() => setMaking(true)}>
          <Plus size={14} aria-hidden="true" /> {t("newKey")}
        </button>
      </div>
      {data !== undefined ? (
        <KeyTable keys={data.apiKeys} onRevoke={setRevoking} />
      ) : error === undefined ? (
        <Bones rows={3} height={36} />
      ) : (
        <ErrorNotice error={error} retry={read} />
      )}
      {isMaking && <KeySheet onClose={close} />}
      {revoking !== null && (
        <RevokeSheet row={revoking} onDone={close} onClose={() => setRevoking(null)} />
      )}
    </section>
  );
}

interface KeyTableProps {
  readonly keys: readonly KeyFactsFragment[];
  readonly onRevoke: (row: KeyFactsFragment) => void;
}

function KeyTable({ keys, onRevoke }: KeyTableProps) {
  const t = useWords(settingsWords);
  const open = keys.filter((row) => !isOver(row));
  const over = keys.filter(isOver);
  if (keys.length === 0) {
    return <Notice Icon={KeyRound} title={t("noKeys")} />;
  }
  return (
    <>
      <Rows rows={open} onRevoke={onRevoke} />
      {over.length > 0 && (
        <details className="gone-accounts">
          <summary className="small soft">{t("overKeys", { count: over.length })}</summary>
          <Rows rows={over} onRevoke={onRevoke} />
        </details>
      )}
    </>
  );
}

function Rows({
  rows,
  onRevoke,
}: {
  readonly rows: readonly KeyFactsFragment[];
  readonly onRevoke: KeyTableProps["onRevoke"];
}) {
  const t = useWords(settingsWords);
  return (
    <div className="table-wrap" tabIndex={0} role="region" aria-label={t("keys")}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t("name")}</th>
            <th scope="col">{t("role")}</th>
            <th scope="col">{t("lastUsed")}</th>
            <th scope="col">{t("expires")}</th>
            <th scope="col">{t("made")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <KeyRow key={row.id} row={row} onRevoke={() => onRevoke(row)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface KeyRowProps {
  readonly row: KeyFactsFragment;
  readonly onRevoke: () => void;
}

function KeyRow({ row, onRevoke }: KeyRowProps) {
  const t = useWords(settingsWords);
  const say = useEnumWords();
  const { role, scopes, expiresAt, lastUsedAt } = row;
  const isNarrowed = role !== "OPERATOR" && scopes.length < roleScopes[role].length;
  return (
    <tr>
      <td>
        <div className="strong">{row.name}</div>
        <code className="mono faint">{row.prefix}…</code>
      </td>
      <td title={scopes.join(", ")}>
        {say(role)}
        {isNarrowed && <div className="tiny faint">{t("narrowed", { count: scopes.length })}</div>}
      </td>
      <td className="num soft">{lastUsedAt === null ? t("never") : dayAndTime(lastUsedAt)}</td>
      <td className="num soft">{expiresAt === null ? t("in0") : day(expiresAt)}</td>
      <td className="num soft">{day(row.createdAt)}</td>
      <td className="right">
        {row.revokedAt !== null ? (
          <span className="pill">{t("revoked")}</span>
        ) : isOver(row) ? (
          <span className="pill">{t("expired")}</span>
        ) : (
          <button
            type="button"
            className="btn plain danger"
            aria-label={t("revokeWhich", { name: row.name })}
            onClick={onRevoke}
          >
            {t("revoke")}
          </button>
        )}
      </td>
    </tr>
  );
}

function isOver({ revokedAt, expiresAt }: KeyFactsFragment): boolean {
  return revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= Date.now());
}

interface RevokeSheetProps {
  readonly row: KeyFactsFragment;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function RevokeSheet({ row, onDone, onClose }: RevokeSheetProps) {
  const t = useWords(settingsWords);
  const say = useWords(shellWords);
  const [, revoke] = useMutation(RevokeKeyDocument);
  return (
    <ConfirmSheet
      title={t("revokeSure", { name: row.name })}
      verb={t("revoke")}
      run={async () =>
        refusalsOf(
          await revoke({ id: row.id }),
          (data) => data.revokeApiKey.userErrors,
          say("offline"),
        )
      }
      onDone={onDone}
      onClose={onClose}
    >
      <p>{t("revokeMore")}</p>
      <p className="small soft">
        <code className="mono">{row.prefix}…</code> ·{" "}
        {row.lastUsedAt === null
          ? t("neverUsed")
          : t("usedAt", { time: dayAndTime(row.lastUsedAt) })}
      </p>
    </ConfirmSheet>
  );
}
