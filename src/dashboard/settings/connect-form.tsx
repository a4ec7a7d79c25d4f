import { type FormEvent, type ReactNode, useState } from "react";
import { useMutation } from "urql";
import { type Refusal, refusalsOf } from "../app/refusals.js";
import { shellWords } from "../app/shell.words.js";
import { Refused } from "../design/confirm-sheet.js";
import { Sheet } from "../design/sheet.js";
import { useEnumWords } from "../words/enum-words.js";
import { useWords } from "../words/use-words.js";
import { type AccountDraft, LabelField, paceOf, SendingFields } from "./account-form.js";
import { accountsWords } from "./accounts.words.js";
import {
  credentialInput,
  CredentialFields,
  credentialProblems,
  type CredentialValues,
} from "./credential-fields.js";
import { newSender, senderInput } from "./sender-fields.js";
import {
  type AccountFactsFragment,
  type Channel,
  ConnectAccountDocument,
  type KeyValueInput,
  type VendorSetupFactsFragment,
} from "./settings.generated.js";

interface ConnectFormProps {
  readonly vendor: VendorSetupFactsFragment;
  /** The way to another vendor. */
  readonly back: ReactNode;
  readonly onConnected: (account: AccountFactsFragment) => void;
  readonly onClose: () => void;
}

/** One vendor's form, made of what its adapter's record asks for. */
export function ConnectForm({ vendor, back, onConnected, onClose }: ConnectFormProps) {
  const t = useWords(accountsWords);
  const [channels, setChannels] = useState<readonly Channel[]>(vendor.channels);
  const [values, setValues] = useState<CredentialValues>({});
  const [draft, setDraft] = useState<AccountDraft>(() => emptyDraft(vendor));
  const fields = vendor.setup?.credentials ?? [];
  const { isBusy, refusals, sent, connect } = useConnecting(onConnected);
  const problems = credentialProblems(refusals, sent);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const senders = draft.senders.filter(({ channel }) => channels.includes(channel));
    connect({
      vendor: vendor.slug,
      label: draft.label,
      channels: [...channels],
      credentials: credentialInput(fields, values),
      maxPerSecond: paceOf(draft.maxPerSecond),
      senders: senderInput(senders),
    });
  };
  return (
    <Sheet
      title={t("connectTo", { vendor: vendor.name })}
      onClose={onClose}
      foot={
        <>
          {back}
          <span className="grow" />
          <button type="submit" form="connect" className="btn primary" disabled={isBusy}>
            {t("connectAndTest")}
          </button>
        </>
      }
    >
      <form id="connect" className="stack wide" onSubmit={submit}>
        <p className="small soft">{vendor.setup?.product}</p>
        <LabelField {...{ vendor, draft, refusals }} onChange={setDraft} />
        <ChannelChoice all={vendor.channels} chosen={channels} onChange={setChannels} />
        <h3>{t("credentials")}</h3>
        <CredentialFields {...{ fields, values, problems }} onChange={setValues} />
        <p className="tiny faint">{t("credentialsMore")}</p>
        <SendingFields {...{ vendor, channels, draft, refusals }} onChange={setDraft} />
        <Refused refusals={refusals.filter(({ field }) => !isAtField(field, problems, sent))} />
        <p className="small soft" role="status">
          {isBusy && t("asking", { vendor: vendor.name })}
        </p>
      </form>
    </Sheet>
  );
}

function useConnecting(onConnected: (account: AccountFactsFragment) => void) {
  const say = useWords(shellWords);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const [sent, setSent] = useState<readonly KeyValueInput[]>([]);
  const [{ fetching }, run] = useMutation(ConnectAccountDocument);
  const connect = async (input: Parameters<typeof run>[0]["input"]) => {
    setSent(Array.isArray(input.credentials) ? input.credentials : [input.credentials]);
    const answer = await run({ input });
    setRefusals(refusalsOf(answer, (data) => data.connectVendor.userErrors, say("offline")));
    const account = answer.data?.connectVendor.vendorAccount;
    if (account !== undefined && account !== null) {
      onConnected(account);
    }
  };
  return {
    isBusy: fetching,
    refusals,
    sent,
    connect: (input: Parameters<typeof run>[0]["input"]) => void connect(input),
  };
}

/** True for what is said at its field already. */
function isAtField(
  field: readonly string[] | null,
  problems: ReadonlyMap<string, string>,
  sent: readonly KeyValueInput[],
): boolean {
  const [name = "", index = ""] = field ?? [];
  return name === "credentials"
    ? problems.has(sent[Number(index)]?.key ?? "")
    : ["label", "maxPerSecond"].includes(name) || (name === "senders" && index !== "");
}

interface ChannelChoiceProps {
  readonly all: readonly Channel[];
  readonly chosen: readonly Channel[];
  readonly onChange: (channels: readonly Channel[]) => void;
}

function ChannelChoice({ all, chosen, onChange }: ChannelChoiceProps) {
  const t = useWords(accountsWords);
  const say = useEnumWords();
  if (all.length < 2) {
    return null;
  }
  return (
    <fieldset className="plain-fieldset">
      <legend className="label">{t("channels")}</legend>
      <div className="row wrap wide">
        {all.map((channel) => (
          <label key={channel} className="row">
            <input
              type="checkbox"
              checked={chosen.includes(channel)}
              onChange={(event) =>
                onChange(
                  all.filter((one) =>
                    one === channel ? event.target.checked : chosen.includes(one),
                  ),
                )
              }
            />
            <span className={`channel ch-${channel}`}>{say(channel)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function emptyDraft({ name, channels, setup }: VendorSetupFactsFragment): AccountDraft {
  const required = channels.filter((one) => setup?.senderRequiredOn.includes(one) === true);
  return {
    label: name,
    maxPerSecond: "",
    senders: required.reduce<AccountDraft["senders"]>(
      (all, channel) => [...all, newSender(all, channel)],
      [],
    ),
  };
}
