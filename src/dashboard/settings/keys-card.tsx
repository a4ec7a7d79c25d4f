import { Copy, Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { dayAndTime } from "../app/format.js";
import { refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { ConfirmSheet } from "../design/confirm-sheet.js";
import { Select, TextField } from "../design/controls.js";
import { Sheet } from "../design/sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import {
  type KeyFactsFragment,
  MakeKeyDocument,
  RevokeKeyDocument,
  type Role,
} from "./settings.generated.js";
import { settingsWords } from "./settings.words.js";

interface KeysCardProps {
  readonly keys: readonly KeyFactsFragment[];
  readonly onChanged: () => void;
}

/** The tenant's keys; a secret is shown once, and revoking asks once. */
export function KeysCard({ keys, onChanged }: KeysCardProps) {
  const t = useWords(settingsWords);
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<KeyFactsFragment | null>(null);
  const close = () => {
    setMaking(false);
    setRevoking(null);
    onChanged();
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("keys")}</h2>
        <button type="button" className="btn" onClick={() => setMaking(true)}>
          <Plus size={14} aria-hidden="true" /> {t("newKey")}
        </button>
      </div>
      <div className="table-wrap" tabIndex={0} role="region" aria-label={t("keys")}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t("name")}</th>
              <th scope="col">{t("role")}</th>
              <th scope="col">{t("lastUsed")}</th>
              <th scope="col">{t("made")}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <KeyRow key={key.id} row={key} onRevoke={() => setRevoking(key)} />
            ))}
          </tbody>
        </table>
      </div>
      {isMaking && <KeySheet onClose={close} />}
      {revoking !== null && (
        <RevokeSheet row={revoking} onDone={close} onClose={() => setRevoking(null)} />
      )}
    </section>
  );
}

interface KeyRowProps {
  readonly row: KeyFactsFragment;
  readonly onRevoke: () => void;
}

function KeyRow({ row, onRevoke }: KeyRowProps) {
  const t = useWords(settingsWords);
  const say = useEnumWords();
  return (
    <tr>
      <td>
        <div className="strong">{row.name}</div>
        <code className="mono faint">{row.prefix}…</code>
      </td>
      <td>{say(row.role)}</td>
      <td className="num soft">
        {row.lastUsedAt === null ? t("never") : dayAndTime(row.lastUsedAt)}
      </td>
      <td className="num soft">{dayAndTime(row.createdAt)}</td>
      <td className="right">
        {row.revokedAt === null ? (
          <button type="button" className="btn plain danger" onClick={onRevoke}>
            {t("revoke")}
          </button>
        ) : (
          <span className="pill">{t("revoked")}</span>
        )}
      </td>
    </tr>
  );
}

const roles = ["DEVELOPER", "BILLING", "VIEWER", "OWNER"] as const;

function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(settingsWords);
  const say = useEnumWords();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("DEVELOPER");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [secret, setSecret] = useState<string | null>(null);
  const [{ fetching }, make] = useMutation(MakeKeyDocument);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { data } = await make({ input: { name: name.trim(), role } });
    setProblem(data?.createApiKey.userErrors[0]?.message);
    setSecret(data?.createApiKey.secret ?? null);
  };
  if (secret !== null) {
    return <SecretSheet secret={secret} onClose={onClose} />;
  }
  return (
    <Sheet
      title={t("newKey")}
      onClose={onClose}
      foot={
        <button type="submit" form="new-key" className="btn primary" disabled={fetching}>
          {t("create")}
        </button>
      }
    >
      <form id="new-key" className="stack wide" onSubmit={(event) => void submit(event)}>
        <TextField
          label={t("name")}
          hint={t("nameHint")}
          value={name}
          problem={problem}
          isRequired
          onChange={setName}
        />
        <Select
          label={t("role")}
          value={role}
          options={roles.map((one) => [one, say(one)] as const)}
          onChange={(one) => setRole(one as Role)}
        />
      </form>
    </Sheet>
  );
}

function SecretSheet({
  secret,
  onClose,
}: {
  readonly secret: string;
  readonly onClose: () => void;
}) {
  const t = useWords(settingsWords);
  const [isCopied, setCopied] = useState(false);
  return (
    <Sheet
      title={t("newKey")}
      onClose={onClose}
      foot={
        <button type="button" className="btn primary" onClick={onClose}>
          {t("done")}
        </button>
      }
    >
      <div className="stack wide">
        <p className="banner warn">{t("secretMore")}</p>
        <div className="row">
          <code className="mono secret grow">{secret}</code>
          <button
            type="button"
            className="btn"
            onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}
          >
            <Copy size={14} aria-hidden="true" /> {t(isCopied ? "copied" : "copy")}
          </button>
        </div>
      </div>
    </Sheet>
  );
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
