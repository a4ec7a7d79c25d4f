import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { type Refusal, refusalAt, refusalsOf } from "../app/refusals.js";
import { useSession } from "../app/session.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { Select, TextField } from "../design/controls.js";
import { Sheet } from "../design/sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { CopyLine } from "./account-outcome.js";
import { roleScopes } from "./role-scopes.js";
import { MakeKeyDocument, type Scope } from "./settings.generated.js";
import { settingsWords } from "./settings.words.js";

type TenantRole = keyof typeof roleScopes;

const lives = ["0", "30", "90", "365"] as const;
const dayMs = 24 * 3_600_000;

/** A new key: what for, what it may do, how long; then its secret, this once. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(settingsWords);
  const say = useWords(shellWords);
  const { can } = useSession();
  const [name, setName] = useState("");
  const [role, setRole] = useState<TenantRole>("DEVELOPER");
  const [without, setWithout] = useState<ReadonlySet<Scope>>(new Set());
  const [days, setDays] = useState("0");
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [secret, setSecret] = useState<string | null>(null);
  const [{ fetching }, make] = useMutation(MakeKeyDocument);
  const scopes = roleScopes[role].filter((one) => can(one) && !without.has(one));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const expiresAt =
      days === "0" ? null : new Date(Date.now() + Number(days) * dayMs).toISOString();
    const answer = await make({
      input: { name: name.trim(), role, scopes: [...scopes], expiresAt },
    });
    setRefusals(refusalsOf(answer, (data) => data.createApiKey.userErrors, say("offline")));
    setSecret(answer.data?.createApiKey.secret ?? null);
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
          problem={refusalAt(refusals, "name")}
          isRequired
          onChange={setName}
        />
        <RoleChoice value={role} onChange={setRole} />
        <ScopeChoice {...{ role, scopes, without }} onChange={setWithout} />
        <Select
          label={t("expires")}
          value={days}
          options={lives.map((one) => [one, t(`in${one}`)] as const)}
          onChange={setDays}
        />
        <Refused refusals={refusals.filter(({ field }) => field?.[0] !== "name")} />
      </form>
    </Sheet>
  );
}

interface RoleChoiceProps {
  readonly value: TenantRole;
  readonly onChange: (role: TenantRole) => void;
}

function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const t = useWords(settingsWords);
  const say = useEnumWords();
  return (
    <fieldset className="plain-fieldset">
      <legend className="label">{t("role")}</legend>
      <div className="role-choice">
        {(Object.keys(roleScopes) as TenantRole[]).map((role) => (
          <label key={role}>
            <input
              type="radio"
              name="role"
              checked={role === value}
              onChange={() => onChange(role)}
            />
            <span>
              <span className="strong">{say(role)}</span>
              <span className="small soft">{t(`${role}more`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface ScopeChoiceProps {
  readonly role: TenantRole;
  readonly scopes: readonly Scope[];
  readonly without: ReadonlySet<Scope>;
  readonly onChange: (without: ReadonlySet<Scope>) => void;
}

function ScopeChoice({ role, scopes, without, onChange }: ScopeChoiceProps) {
  const t = useWords(settingsWords);
  const { can } = useSession();
  const all = roleScopes[role].filter(can);
  if (all.length === 0) {
    return <p className="small soft">{t("noScopes")}</p>;
  }
  return (
    <details className="scope-choice">
      <summary className="small">
        {t(scopes.length === all.length ? "allScopes" : "someScopes", {
          count: scopes.length,
          all: all.length,
        })}
      </summary>
      <div className="stack">
        {all.map((scope) => (
          <label key={scope} className="row small">
            <input
              type="checkbox"
              checked={!without.has(scope)}
              onChange={(event) => {
                const next = new Set(without);
                if (event.target.checked) {
                  next.delete(scope);
                } else {
                  next.add(scope);
                }
                onChange(next);
              }}
            />
            <span>
              {t(scope as "SEND")} <code className="mono faint">{scope}</code>
            </span>
          </label>
        ))}
      </div>
    </details>
  );
}

interface SecretSheetProps {
  readonly secret: string;
  readonly onClose: () => void;
}

function SecretSheet({ secret, onClose }: SecretSheetProps) {
  const t = useWords(settingsWords);
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
        <p className="banner warn" role="status">
          {t("secretMore")}
        </p>
        <CopyLine label={t("secret")} text={secret} />
        <p className="small soft">{t("secretUse")}</p>
        <code className="mono secret">Authorization: Bearer {secret.slice(0, 8)}…</code>
      </div>
    </Sheet>
  );
}
