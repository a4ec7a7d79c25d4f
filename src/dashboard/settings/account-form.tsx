import type { Refusal } from "../app/refusals.js";
import { refusalAt } from "../app/refusals.js";
import { TextField } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { accountsWords } from "./accounts.words.js";
import { type SenderDraft, SenderFields } from "./sender-fields.js";
import type { Channel, VendorSetupFactsFragment } from "./settings.generated.js";

/** What an account is called, how fast it sends and what from. */
export interface AccountDraft {
  readonly label: string;
  readonly maxPerSecond: string;
  readonly senders: readonly SenderDraft[];
}

interface AccountFormProps {
  readonly vendor: VendorSetupFactsFragment;
  readonly channels: readonly Channel[];
  readonly draft: AccountDraft;
  readonly refusals: readonly Refusal[];
  readonly onChange: (draft: AccountDraft) => void;
}

/** The name of an account; first in both forms. */
export function LabelField({ draft, refusals, onChange }: Omit<AccountFormProps, "channels">) {
  const t = useWords(accountsWords);
  return (
    <TextField
      label={t("label")}
      hint={t("labelHint")}
      isRequired
      value={draft.label}
      problem={refusalAt(refusals, "label")}
      onChange={(label) => onChange({ ...draft, label })}
    />
  );
}

/** Senders and pace of an account, with what its vendor wants of them. */
export function SendingFields(props: AccountFormProps) {
  const { vendor, channels, draft, refusals, onChange } = props;
  const t = useWords(accountsWords);
  const say = useEnumWords();
  const { setup } = vendor;
  const of = (all: readonly Channel[] | undefined) =>
    channels.filter((channel) => all?.includes(channel) === true);
  const named = new Set(
    draft.senders.filter(({ value }) => value !== "").map((one) => one.channel),
  );
  const usual = setup?.maxPerSecond ?? null;
  return (
    <>
      <SenderFields
        senders={draft.senders}
        channels={channels}
        countries={vendor.countries}
        refusals={refusals}
        onChange={(senders) => onChange({ ...draft, senders })}
      />
      {of(setup?.senderRequiredOn)
        .filter((channel) => !named.has(channel))
        .map((channel) => (
          <p key={channel} className="banner warn">
            {t("senderNeeded", { vendor: vendor.name, channel: say(channel) })}
          </p>
        ))}
      {of(setup?.templateRequiredOn).map((channel) => (
        <p key={channel} className="banner">
          {t("templateNeeded", { vendor: vendor.name, channel: say(channel) })}
        </p>
      ))}
      <TextField
        label={t("maxPerSecond")}
        hint={usual === null ? t("maxFree") : t("maxUsual", { count: usual })}
        type="number"
        min={1}
        max={10_000}
        placeholder={usual === null ? "" : String(usual)}
        value={draft.maxPerSecond}
        problem={refusalAt(refusals, "maxPerSecond")}
        onChange={(maxPerSecond) => onChange({ ...draft, maxPerSecond })}
      />
    </>
  );
}

/** A pace as it is sent: null = the vendor's usual one. */
export function paceOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}
