import { ExternalLink, Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useId, useState } from "react";
import { useWords } from "../words/use-words.js";
import { accountsWords } from "./accounts.words.js";
import type { KeyValueInput, VendorSetupFactsFragment } from "./settings.generated.js";

export type Setup = NonNullable<VendorSetupFactsFragment["setup"]>;
export type CredentialFact = Setup["credentials"][number];
export type CredentialValues = Readonly<Record<string, string>>;

interface CredentialFieldsProps {
  readonly fields: readonly CredentialFact[];
  readonly values: CredentialValues;
  /** What the account has now ends in, by name; left out = a new account. */
  readonly endings?: ReadonlyMap<string, string>;
  /** What the server said of a value, by name. */
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (values: CredentialValues) => void;
}

/** The credentials of one vendor, each with where it is found; secrets are hidden while typed. */
export function CredentialFields(props: CredentialFieldsProps) {
  const { fields, values, endings, problems, onChange } = props;
  return fields.map((field) => (
    <CredentialInput
      key={field.name}
      field={field}
      value={values[field.name] ?? ""}
      ending={endings?.get(field.name)}
      problem={problems.get(field.name)}
      onChange={(value) => onChange({ ...values, [field.name]: value })}
    />
  ));
}

interface CredentialInputProps {
  readonly field: CredentialFact;
  readonly value: string;
  readonly ending: string | undefined;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
}

function CredentialInput({ field, value, ending, problem, onChange }: CredentialInputProps) {
  const t = useWords(accountsWords);
  const id = useId();
  const [isLeft, setLeft] = useState(false);
  const [isShown, setShown] = useState(false);
  const wrong = problem ?? (isLeft && isMisshapen(field, value) ? misshape(field, t) : undefined);
  const shared = {
    id,
    value,
    required: field.isRequired,
    placeholder: field.example ?? "",
    "aria-invalid": wrong !== undefined,
    "aria-describedby": `${id}-help`,
    onBlur: () => setLeft(value.trim() !== ""),
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setLeft(false);
      onChange(event.target.value);
    },
  } as const;
  return (
    <div className="field">
      <div className="spread">
        <label htmlFor={id} className="label">
          {field.label}
          {!field.isRequired && <span className="faint"> · {t("optional")}</span>}
        </label>
        {field.page !== null && (
          <a className="tiny row" href={field.page} target="_blank" rel="noreferrer noopener">
            {t("whereItIs")} <ExternalLink size={11} aria-hidden="true" />
          </a>
        )}
      </div>
      <Entry {...{ field, shared, isShown }} onShow={() => setShown(!isShown)} />
      <span id={`${id}-help`} className={wrong === undefined ? "hint" : "problem"}>
        {wrong ?? field.help}
        {wrong === undefined && ending !== undefined && ending !== "" && (
          <span className="mono"> ({t("now", { end: ending })})</span>
        )}
      </span>
    </div>
  );
}

interface EntryProps {
  readonly field: CredentialFact;
  readonly shared: ComponentProps<"input"> & ComponentProps<"textarea">;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

function Entry({ field, shared, isShown, onShow }: EntryProps) {
  const t = useWords(accountsWords);
  if (field.isMultiline) {
    return (
      <textarea {...shared} className="input mono" rows={5} spellCheck={false} autoComplete="off" />
    );
  }
  const isHidden = field.isSecret && !isShown;
  return (
    <div className="secret-field">
      <input
        {...shared}
        className="input mono"
        type={isHidden ? "password" : "text"}
        spellCheck={false}
        autoComplete={field.isSecret ? "new-password" : "off"}
      />
      {field.isSecret && (
        <button
          type="button"
          className="btn plain icon"
          aria-label={t(isShown ? "hide" : "show", { name: field.label })}
          onClick={onShow}
        >
          {isShown ? <EyeOff size={15} aria-hidden="true" /> : <Eye size={15} aria-hidden="true" />}
        </button>
      )}
    </div>
  );
}

function misshape(
  field: CredentialFact,
  t: (key: "misshapen", values: Readonly<Record<string, string>>) => string,
): string {
  return t("misshapen", { example: field.example ?? "–" });
}

/** True for a value that has not the form that the vendor gives it; an empty one has no form. */
export function isMisshapen({ pattern }: CredentialFact, value: string): boolean {
  return pattern !== null && value.trim() !== "" && !new RegExp(pattern).test(value.trim());
}

/** What is sent: nothing for what is empty, and a pasted line without the spaces around it. */
export function credentialInput(
  fields: readonly CredentialFact[],
  values: CredentialValues,
): KeyValueInput[] {
  return fields.flatMap(({ name, isMultiline }) => {
    const value = values[name] ?? "";
    const sent = isMultiline ? value : value.trim();
    return sent.trim() === "" ? [] : [{ key: name, value: sent }];
  });
}

/** What the server said of each value, from the paths of its errors. */
export function credentialProblems(
  refusals: readonly { readonly field: readonly string[] | null; readonly message: string }[],
  sent: readonly KeyValueInput[],
): ReadonlyMap<string, string> {
  return new Map(
    refusals.flatMap(({ field, message }) => {
      const name = field?.[0] === "credentials" ? sent[Number(field[1])]?.key : undefined;
      return name === undefined ? [] : [[name, message] as const];
    }),
  );
}
