import { judgeEmail, judgeMail } from "../../core/checks/judge-email.js";
import { judgePhone } from "../../core/checks/judge-phone.js";
import type { DatedFacts, Reachability } from "../../core/checks/number-facts.js";
import type { PhraseFact } from "../../core/messages/phrases.js";
import { networkName, networkOf } from "../../core/network.js";
import type { Channel } from "../../core/otp/status.js";
import type { LineType, Phone } from "../../core/phone.js";
import type { KeyViewer } from "../../flow/viewer.js";
import { findOrLookUp, type LookUpResult } from "./look-up-numbers.js";
import type { LookUpRequest, LookUpState, NumberFindings } from "./look-up-request.js";
import type { CheckPorts, MailDomains } from "./ports.js";

/** What is known of one input. */
export interface NumberVerdict {
  readonly input: string;
  readonly isValid: boolean;
  /** E.164; null = not a number. */
  readonly phone: string | null;
  readonly email: string | null;
  readonly country: string | null;
  /** Null = not a number. */
  readonly lineType: LineType | null;
  readonly network: {
    readonly mcc: string;
    readonly mnc: string;
    readonly name: string | null;
  } | null;
  /** What is known of channels; those that are not in it are unknown. */
  readonly reachability: ReadonlyMap<Channel, Reachability>;
  readonly reasons: readonly PhraseFact[];
  readonly suggestion: string | null;
  readonly checkedAt: Date;
  /** What came of the look-up; null = none was asked for, or there is no number. */
  readonly lookUp: LookUpState | null;
  /** Who said so last: "libphonenumber", "mx", "syntax", or a vendor's slug. */
  readonly source: string;
}

/** What is to be checked. */
export interface CheckRequest {
  readonly inputs: readonly string[];
  /** A known country, for numbers without a country code; null = none. */
  readonly defaultCountry: string | null;
  /** Null = no vendor is asked, and nothing is spent. */
  readonly lookUp: LookUpRequest | null;
}

/** What came of a request. */
export interface CheckOutcome {
  /** In the order of the inputs. */
  readonly verdicts: readonly NumberVerdict[];
  /** How many numbers a vendor was asked about. */
  readonly asked: number;
  /** What it billed at most, in micro-units of the request's currency; 0 when none was asked. */
  readonly spentMicros: bigint;
  /** True when the vendor refused the account itself: no other look-up there would do. */
  readonly isOver: boolean;
}

/** Longer than any number or address: what is longer is no input. */
export const checkInputMax = 320;

const phoneChannels: readonly Channel[] = [
  "SMS",
  "WHATSAPP",
  "VOICE",
  "MISSED_CALL",
  "TELEGRAM",
  "VIBER",
  "RCS",
];
/** How long a handset that was reached, or not, may be taken to be so still. */
const reachableForMs = 24 * 3_600_000;

type TenantViewer = KeyViewer & { readonly tenantId: string };

/**
 * Checks numbers and e-mail addresses: by numbering plans and form first, then by what vendors said
 * before or are asked now, and by the domain name system. What vendors said is told with its date.
 * Refused: only what is asked for of look-ups.
 */
export async function checkNumbers(
  ports: CheckPorts,
  viewer: TenantViewer,
  { inputs, defaultCountry, lookUp }: CheckRequest,
  now: () => Date,
): Promise<LookUpResult<CheckOutcome>> {
  const at = now();
  const phones = new Map(
    inputs
      .filter((input) => !isEmail(input))
      .map((input) => [input, judgePhone(input, defaultCountry)] as const),
  );
  const valid = new Map(
    [...phones.values()].flatMap(({ phone }) => (phone === null ? [] : [[phone.e164, phone]])),
  );
  const [found, emails] = await Promise.all([
    findOrLookUp(ports, viewer, [...valid.values()], lookUp, now),
    checkEmails(ports.mail, inputs.filter(isEmail), at),
  ]);
  if (!found.ok) {
    return found;
  }
  const { findings, ...counts } = found.value;
  const verdicts = inputs.map((input) => {
    const email = emails.get(input);
    if (email !== undefined) {
      return email;
    }
    const verdict = phones.get(input) ?? judgePhone(input, defaultCountry);
    return verdict.phone === null
      ? { ...nothing(input, at), ...verdict, phone: null, source: "libphonenumber" }
      : phoneVerdict(input, verdict.phone, verdict.reasons, findings.get(verdict.phone.e164), at);
  });
  return { ok: true, value: { verdicts, ...counts } };
}

/** A number holds no @, and an address has to. */
function isEmail(input: string): boolean {
  return input.includes("@");
}

function nothing(input: string, at: Date): NumberVerdict {
  return {
    input,
    isValid: false,
    phone: null,
    email: null,
    country: null,
    lineType: null,
    network: null,
    reachability: new Map(),
    reasons: [],
    suggestion: null,
    checkedAt: at,
    lookUp: null,
    source: "syntax",
  };
}

function phoneVerdict(
  input: string,
  phone: Phone,
  reasons: readonly PhraseFact[],
  findings: NumberFindings | undefined,
  at: Date,
): NumberVerdict {
  const base: NumberVerdict = {
    ...nothing(input, at),
    isValid: true,
    phone: phone.e164,
    country: phone.country,
    lineType: phone.lineType,
    network: networkOf(phone.e164),
    reachability: new Map([["EMAIL", "UNREACHABLE"]]),
    reasons: [...reasons, ...(findings?.notes ?? [])],
    lookUp: findings?.lookUp ?? null,
    source: "libphonenumber",
  };
  const dated = findings?.dated ?? [];
  // The latest is told last, and weighs more than what was said before.
  return dated.toReversed().reduce((verdict, said) => withFacts(verdict, said, at), base);
}

/** A verdict with what a vendor said; what it did not say stays. */
function withFacts(verdict: NumberVerdict, said: DatedFacts, at: Date): NumberVerdict {
  const { facts, source, checkedAt, reaches } = said;
  const reachability = new Map(verdict.reachability);
  const isYoung = at.getTime() - checkedAt.getTime() < reachableForMs;
  for (const channel of facts.isValid === false ? phoneChannels : reaches) {
    const state = facts.isValid === false ? "UNREACHABLE" : facts.reachability;
    if (state !== "UNKNOWN" && isYoung) {
      reachability.set(channel, state);
    }
  }
  const params = { vendor: source };
  return {
    ...verdict,
    isValid: verdict.isValid && facts.isValid !== false,
    country: facts.country ?? verdict.country,
    lineType: facts.lineType === "UNKNOWN" ? verdict.lineType : facts.lineType,
    network: networkIn(facts.network) ?? verdict.network,
    reachability,
    reasons: [
      ...verdict.reasons,
      ...(facts.isValid === false ? [{ phrase: "checkVendorInvalid" as const, params }] : []),
      ...(facts.isPorted === true ? [{ phrase: "checkPorted" as const }] : []),
      ...facts.reasons.map((words) => ({
        phrase: "checkVendorSays" as const,
        params: { ...params, words },
      })),
    ],
    checkedAt,
    source,
  };
}

function networkIn(network: DatedFacts["facts"]["network"]): NumberVerdict["network"] {
  return network === null || network.mcc === null || network.mnc === null
    ? null
    : {
        mcc: network.mcc,
        mnc: network.mnc,
        name: network.name ?? networkName(network.mcc, network.mnc),
      };
}

async function checkEmails(
  mail: MailDomains,
  inputs: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, NumberVerdict>> {
  const checked = inputs.map(async (input): Promise<[string, NumberVerdict]> => {
    const { email, domain, ...form } = judgeEmail(input);
    if (email === null || domain === null) {
      return [input, { ...nothing(input, at), ...form }];
    }
    const { answer, at: checkedAt } = await mail.ask(domain);
    const said = judgeMail({ email, domain }, answer, mail.isDisposable(domain));
    const unreachable = said.isValid ? phoneChannels : [...phoneChannels, "EMAIL" as const];
    const reachability = new Map(unreachable.map((channel) => [channel, "UNREACHABLE" as const]));
    const source = answer === "unknown" ? "syntax" : "mx";
    return [input, { ...nothing(input, at), email, ...said, reachability, checkedAt, source }];
  });
  return new Map(await Promise.all(checked));
}
