import type { Money } from "../../core/money.js";
import type { Answered } from "../outcomes.js";
import { readJson } from "../read-object.js";
import { wirePrice } from "../wire-price.js";
import type { AcceptedRule, Mapping, PriceMapping } from "./mapping.js";
import { textAtPath, textsAt } from "./path.js";

/** What a body says, as the mapping reads it; undefined when it is no such body. */
export function readBody(kind: "json" | "form" | "text", body: string, separator = "|"): unknown {
  switch (kind) {
    case "json":
      return readJson(body);
    case "form":
      return Object.fromEntries(new URLSearchParams(body));
    case "text":
      return body
        .trim()
        .split(separator, 100)
        .map((piece) => piece.trim());
  }
}

/** Whether an answer says that all is well. */
export function isAccepted(status: number, body: unknown, rule: AcceptedRule): boolean {
  const isStatus = rule.status?.includes(status) ?? (status >= 200 && status < 300);
  const { path, equals } = rule;
  return (
    isStatus &&
    (path === undefined || textsAt(body, path).some((text) => equals?.includes(text) === true))
  );
}

/** The vendor's ids of a message in an answer; empty where the mapping names none or finds none. */
export function idsIn(answer: Answered, body: unknown, { idPath, idHeader }: Mapping["answer"]) {
  const inHeader = idHeader === undefined ? undefined : answer.headers[idHeader.toLowerCase()];
  return [
    ...(idPath === undefined ? [] : textsAt(body, idPath)),
    ...(inHeader === undefined ? [] : [inHeader]),
  ];
}

/** A price where the mapping says that one stands; null when there is none. */
export function priceIn(body: unknown, rule: PriceMapping | undefined): Money | null {
  return rule === undefined
    ? null
    : wirePrice(textAtPath(body, rule.path), rule.currency ?? textAtPath(body, rule.currencyPath));
}
