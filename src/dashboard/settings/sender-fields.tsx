import { Plus, X } from "lucide-react";
import { countryName } from "../app/format.js";
import { type Refusal, refusalAt } from "../app/refusals.js";
import { Select, TextField } from "../design/controls.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { accountsWords } from "./accounts.words.js";
import type { Channel, SenderInput } from "./settings.generated.js";

/** A sender while it is edited; its id outlives its place. */
export interface SenderDraft {
  readonly id: number;
  readonly channel: Channel;
  /** Empty = everywhere. */
  readonly country: string;
  readonly value: string;
}

interface SenderFieldsProps {
  readonly senders: readonly SenderDraft[];
  readonly channels: readonly Channel[];
  /** Those that the vendor serves. */
  readonly countries: readonly string[];
  readonly refusals: readonly Refusal[];
  readonly onChange: (senders: readonly SenderDraft[]) => void;
}

/** What messages are sent from, one per channel and country. */
export function SenderFields(props: SenderFieldsProps) {
  const { senders, channels, countries, refusals, onChange } = props;
  const t = useWords(accountsWords);
  const [first] = channels;
  const sent = senders.filter(isFilled);
  const change = (id: number, part: Partial<SenderDraft>) =>
    onChange(senders.map((one) => (one.id === id ? { ...one, ...part } : one)));
  return (
    <fieldset className="plain-fieldset stack">
      <legend className="label">{t("senders")}</legend>
      <p className="tiny faint">{t("sendersMore")}</p>
      {senders.map((sender) => (
        <SenderRow
          key={sender.id}
          {...{ sender, channels, countries }}
          problem={senderProblem(refusals, sent.indexOf(sender))}
          onChange={(part) => change(sender.id, part)}
          onRemove={() => onChange(senders.filter(({ id }) => id !== sender.id))}
        />
      ))}
      {first !== undefined && (
        <button
          type="button"
          className="btn plain start"
          onClick={() => onChange([...senders, newSender(senders, first)])}
        >
          <Plus size={14} aria-hidden="true" /> {t("addSender")}
        </button>
      )}
    </fieldset>
  );
}

interface SenderRowProps {
  readonly sender: SenderDraft;
  readonly channels: readonly Channel[];
  /** Those that the vendor serves. */
  readonly countries: readonly string[];
  readonly problem: string | undefined;
  readonly onChange: (part: Partial<SenderDraft>) => void;
  readonly onRemove: () => void;
}

function SenderRow({ sender, channels, countries, problem, onChange, onRemove }: SenderRowProps) {
  const t = useWords(accountsWords);
  const say = useEnumWords();
  return (
    <div className="sender-row">
      <Select
        isBare
        label={t("channel")}
        value={sender.channel}
        options={channels.map((one) => [one, say(one)] as const)}
        onChange={(channel) => onChange({ channel: channel as Channel })}
      />
      <Select
        isBare
        label={t("country")}
        value={sender.country}
        options={[["", t("everywhere")] as const, ...countryOptions(countries, sender.country)]}
        onChange={(country) => onChange({ country })}
      />
      <TextField
        isBare
        label={t("sender")}
        placeholder={t("sender")}
        value={sender.value}
        problem={problem}
        onChange={(value) => onChange({ value })}
      />
      <button
        type="button"
        className="btn plain icon"
        aria-label={t("removeSender")}
        onClick={onRemove}
      >
        <X size={15} aria-hidden="true" />
      </button>
    </div>
  );
}

function countryOptions(
  countries: readonly string[],
  chosen: string,
): readonly (readonly [string, string])[] {
  return [...new Set([...countries, ...(chosen === "" ? [] : [chosen])])]
    .map((code) => [code, countryName(code)] as const)
    .sort(([, left], [, right]) => left.localeCompare(right));
}

function senderProblem(refusals: readonly Refusal[], index: number): string | undefined {
  const at = ["senders", String(index)];
  return (
    refusalAt(refusals, ...at, "value") ??
    refusalAt(refusals, ...at, "country") ??
    refusalAt(refusals, ...at, "channel") ??
    refusalAt(refusals, ...at)
  );
}

export function newSender(
  senders: readonly SenderDraft[],
  channel: Channel,
  like: { readonly country: string | null; readonly value: string } = { country: null, value: "" },
): SenderDraft {
  const id = Math.max(0, ...senders.map((one) => one.id)) + 1;
  return { id, channel, country: like.country ?? "", value: like.value };
}

/** What is sent: lines that nothing was typed into are left out. */
export function senderInput(senders: readonly SenderDraft[]): SenderInput[] {
  return senders.filter(isFilled).map(({ channel, country, value }) => ({
    channel,
    country: country === "" ? null : country,
    value: value.trim(),
  }));
}

function isFilled({ value, country }: SenderDraft): boolean {
  return value.trim() !== "" || country !== "";
}
