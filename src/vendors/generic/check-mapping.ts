import { isTenantUrl } from "../public-destination.js";
import type { Mapping, ReceiptMapping } from "./mapping.js";
import type { MappingProblem } from "./read-mapping.js";
import { hasLooseBraces, namesIn } from "./template.js";
import { messageNames, secretNames } from "./variables.js";

/** Set for every request by what sends it. */
const ownHeaders = ["host", "content-length", "content-type", "transfer-encoding", "connection"];
const callbackName = "callbackUrl";

/**
 * What a mapping of sound form cannot do: addresses that are not public, placeholders that stand
 * for nothing, credentials that are missing, messages without a code, receipts that nobody could
 * verify or match.
 *
 * @param given          names of the credentials that are there beside the mapping
 * @param allowsLoopback in tests alone: addresses of this machine are fine
 */
export function checkMapping(
  mapping: Mapping,
  given: readonly string[],
  allowsLoopback: boolean,
): MappingProblem[] {
  const { send, check, receipt } = mapping;
  return [
    ...checkUrl(send.url, "send.url", allowsLoopback),
    ...checkNames(send, "send", [...messageNames, ...templateSecrets], given),
    ...checkContent(mapping),
    ...checkHeaders(send),
    ...(send.method === "GET" && send.body.kind !== "none"
      ? [problem("send.body", "mappingGetBody")]
      : []),
    ...(check === undefined ? [] : checkUrl(check.url, "check.url", allowsLoopback)),
    ...(check === undefined
      ? []
      : checkNames(check, "check", [callbackName, ...templateSecrets], given)),
    ...(receipt === undefined ? [] : checkReceipt(mapping, receipt, given)),
  ];
}

const templateSecrets = secretNames.filter((name) => name !== "callbackSecret");

function problem(
  place: string,
  phrase: MappingProblem["reason"]["phrase"],
  params: Readonly<Record<string, string>> = {},
): MappingProblem {
  return { place, reason: { phrase, params } };
}

function checkUrl(template: string, place: string, allowsLoopback: boolean): MappingProblem[] {
  const [, origin = ""] = /^([a-z]+:\/\/[^/?#]*)/i.exec(template) ?? [];
  const filled = template.replace(/\{\{[^{}]*\}\}/g, "x");
  if (origin === "" || origin.includes("{{") || !URL.canParse(filled)) {
    return [problem(place, "mappingUrl")];
  }
  const url = new URL(filled);
  return isTenantUrl(url, allowsLoopback) ? [] : [problem(place, "mappingUrl")];
}

function checkNames(
  templates: object,
  place: string,
  names: readonly string[],
  given: readonly string[],
): MappingProblem[] {
  return Object.entries(templates).flatMap(([member, template]) => {
    const used = [...new Set(namesIn(template))];
    const where = `${place}.${member}`;
    return [
      ...(hasLooseBraces(template)
        ? [problem(where, "mappingTemplate", { open: "{{", close: "}}" })]
        : []),
      ...used
        .filter((name) => !names.includes(name))
        .map((name) =>
          problem(where, "mappingVariable", {
            name: name.slice(0, 40),
            choices: names.join(", "),
          }),
        ),
      ...used
        .filter((name) => templateSecrets.some((one) => one === name) && !given.includes(name))
        .map((credential) => problem(where, "mappingSecret", { credential })),
    ];
  });
}

function checkContent({ send, receipt }: Mapping): MappingProblem[] {
  const used = namesIn(send);
  const hasOne = (...names: readonly string[]) => names.some((name) => used.includes(name));
  return [
    ...(hasOne("text", "code") ? [] : [problem("send", "mappingNoCode")]),
    ...(hasOne("to", "toDigits") ? [] : [problem("send", "mappingNoRecipient")]),
    ...(receipt?.referencePath === undefined || hasOne("reference")
      ? []
      : [problem("send", "mappingNoReference")]),
  ];
}

function checkHeaders({ headers, auth }: Mapping["send"]): MappingProblem[] {
  const names = [...Object.keys(headers), ...(auth.kind === "header" ? [auth.name] : [])];
  return names
    .filter((name) => ownHeaders.includes(name.toLowerCase()))
    .map((name) => problem(`send.headers.${name}`, "mappingHeader"));
}

function checkReceipt(
  { answer }: Mapping,
  receipt: ReceiptMapping,
  given: readonly string[],
): MappingProblem[] {
  const { proof } = receipt;
  const covered = receipt.kind === "query" ? "{url}" : "{body}";
  const isNamed = receipt.idPath !== undefined || receipt.referencePath !== undefined;
  const usesTime = proof.kind === "hmac" && proof.signed.includes("{timestamp}");
  const hasIds = answer.idPath !== undefined || answer.idHeader !== undefined;
  return [
    ...(given.includes("callbackSecret")
      ? []
      : [problem("receipt.proof", "mappingSecret", { credential: "callbackSecret" })]),
    ...(isNamed ? [] : [problem("receipt", "mappingNoName")]),
    ...(receipt.referencePath === undefined && receipt.idPath !== undefined && !hasIds
      ? [problem("answer.idPath", "mappingMissing")]
      : []),
    ...(proof.kind === "hmac" && !proof.signed.includes(covered)
      ? [problem("receipt.proof.signed", "mappingCovers", { covered })]
      : []),
    ...(proof.kind === "hmac" && usesTime !== (proof.timestampHeader !== undefined)
      ? [problem("receipt.proof.timestampHeader", "mappingTimestamp")]
      : []),
  ];
}
