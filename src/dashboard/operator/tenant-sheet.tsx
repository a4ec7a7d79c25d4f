import { type FormEvent, useState } from "react";
import { useMutation } from "urql";
import { type Refusal, refusalAt, refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { TextField } from "../design/controls.js";
import { Sheet } from "../design/sheet.js";
import { useWords } from "../words/use-words.js";
import { FirstKey } from "./first-key.js";
import {
  CreateTenantDocument,
  type TenantFactsFragment,
  UpdateTenantDocument,
} from "./operator.generated.js";
import { operatorWords } from "./operator.words.js";

interface Field {
  readonly name: string;
  readonly word: keyof typeof operatorWords;
  readonly hint?: keyof typeof operatorWords;
  readonly isRequired?: boolean;
}

const identity: readonly Field[] = [
  { name: "name", word: "name", isRequired: true },
  { name: "brand", word: "brand", hint: "brandHint" },
  { name: "timeZone", word: "zone", hint: "zoneHint", isRequired: true },
  { name: "locale", word: "language", hint: "languageHint", isRequired: true },
];

const forNew: readonly Field[] = [
  { name: "slug", word: "slug", hint: "slugHint", isRequired: true },
  { name: "currency", word: "currency", hint: "currencyHint", isRequired: true },
  ...identity,
];

const forKnown: readonly Field[] = [
  ...identity,
  { name: "duplicateRateMax", word: "duplicates", hint: "duplicatesHint", isRequired: true },
  { name: "explorationRate", word: "exploration", hint: "explorationHint", isRequired: true },
];

type Values = Readonly<Record<string, string>>;

/** A tenant that is to be made; then its first key. */
export function NewTenantSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useWords(operatorWords);
  const offline = useWords(shellWords)("offline");
  const [made, setMade] = useState<TenantFactsFragment | null>(null);
  const [, create] = useMutation(CreateTenantDocument);
  if (made !== null) {
    return <FirstKey tenant={made} onClose={onClose} />;
  }
  const save = async (values: Values) => {
    const { slug = "", name = "", currency = "", brand = "", timeZone = "", locale = "" } = values;
    const input = { slug, name, currency: currency.toUpperCase(), timeZone, locale };
    const answer = await create({ input: { ...input, ...(brand === "" ? {} : { brand }) } });
    setMade(answer.data?.createTenant.tenant ?? null);
    return refusalsOf(answer, (data) => data.createTenant.userErrors, offline);
  };
  const start = { timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, locale: "en" };
  return (
    <FieldsSheet
      {...{ save, onClose, start }}
      title={t("newTenant")}
      fields={forNew}
      verb={t("create")}
      isKept={false}
    />
  );
}

interface TenantSheetProps {
  readonly tenant: TenantFactsFragment;
  readonly onClose: () => void;
}

/** What may change of a tenant: its name, and the bounds that routing obeys for it. */
export function TenantSheet({ tenant, onClose }: TenantSheetProps) {
  const t = useWords(operatorWords);
  const offline = useWords(shellWords)("offline");
  const [, update] = useMutation(UpdateTenantDocument);
  const { name, brand, timeZone, locale, routing } = tenant;
  const start = {
    ...{ name, brand, timeZone, locale },
    duplicateRateMax: String(Number((100 * routing.duplicateRateMax).toFixed(4))),
    explorationRate: String(Number((100 * routing.explorationRate).toFixed(4))),
  };
  const save = async ({ duplicateRateMax, explorationRate, ...words }: Values) => {
    const shares = {
      duplicateRateMax: shareOf(duplicateRateMax),
      explorationRate: shareOf(explorationRate),
    };
    const answer = await update({ id: tenant.id, input: { ...words, ...shares } });
    return refusalsOf(answer, (data) => data.updateTenant.userErrors, offline);
  };
  return (
    <FieldsSheet
      {...{ save, onClose, start }}
      title={tenant.name}
      fields={forKnown}
      verb={t("save")}
      isKept
    />
  );
}

/** Per cent as people type it; what is no number is refused by the server. */
function shareOf(text = ""): number {
  const value = Number(text.replace(",", ".").replace("%", "").trim());
  return Number.isFinite(value) && text.trim() !== "" ? value / 100 : -1;
}

interface FieldsSheetProps {
  readonly title: string;
  readonly fields: readonly Field[];
  readonly start: Values;
  readonly verb: string;
  /** True: it closes when it is saved. */
  readonly isKept: boolean;
  readonly save: (values: Values) => Promise<readonly Refusal[]>;
  readonly onClose: () => void;
}

function FieldsSheet({ title, fields, start, verb, isKept, save, onClose }: FieldsSheetProps) {
  const t = useWords(operatorWords);
  const [values, setValues] = useState<Values>(start);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const trimmed = Object.entries(values).map(([key, value]) => [key, value.trim()]);
    const refused = await save(Object.fromEntries(trimmed) as Values);
    setBusy(false);
    setRefusals(refused);
    if (refused.length === 0 && isKept) {
      onClose();
    }
  };
  const names = fields.map(({ name }) => name);
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <button type="submit" form="tenant" className="btn primary" disabled={isBusy}>
          {verb}
        </button>
      }
    >
      <form id="tenant" className="stack wide" onSubmit={(event) => void submit(event)}>
        <div className="two-fields">
          {fields.map(({ name, word, hint, isRequired = false }) => (
            <TextField
              key={name}
              label={t(word)}
              {...(hint === undefined ? {} : { hint: t(hint) })}
              {...{ isRequired }}
              value={values[name] ?? ""}
              problem={refusalAt(refusals, name)}
              onChange={(value) => setValues({ ...values, [name]: value })}
            />
          ))}
        </div>
        <Refused refusals={refusals.filter(({ field }) => !names.includes(field?.at(-1) ?? ""))} />
      </form>
    </Sheet>
  );
}
