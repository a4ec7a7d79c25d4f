import { Resolver } from "node:dns/promises";
import type { MailAnswer } from "../core/checks/judge-email.js";
import { isDisposableDomain } from "./disposable-domains.js";

/** How to ask the domain name system. */
export interface MailDomainOptions {
  /** Name servers, "127.0.0.1:53"; left out = the system's. */
  readonly servers?: readonly string[];
  /** No answer within this time is `unknown`. */
  readonly timeoutMs: number;
  /** Domains that surely take mail; left out = two of the largest. */
  readonly sure?: readonly string[];
  readonly now: () => Date;
}

interface Told {
  readonly answer: MailAnswer;
  readonly at: Date;
}

const knownForMs = 3_600_000;
const unknownForMs = 30_000;
const keptMax = 10_000;
const provedForMs = 60_000;
const sureDomains = ["gmail.com", "outlook.com"];

/**
 * Whether domains take mail: by MX record, else by address record (RFC 5321, 5.1); a record of "."
 * says that they take none (RFC 7505). An answer is kept for an hour, none for 30 s, 10,000 in all;
 * a domain that is being asked for is asked for once. That there is no mail is believed only of
 * name servers that find one of the domains that surely take some: else it is `unknown`. Never
 * throws.
 */
export function createMailDomains({
  servers,
  timeoutMs,
  sure = sureDomains,
  now,
}: MailDomainOptions): {
  ask(domain: string): Promise<Told>;
  isDisposable(domain: string): boolean;
} {
  const kept = new Map<string, Told>();
  const underWay = new Map<string, Promise<Told>>();
  const open = (): Resolver => {
    const resolver = new Resolver({ timeout: timeoutMs / 2, tries: 2 });
    if (servers !== undefined) {
      resolver.setServers(servers);
    }
    return resolver;
  };
  const askServers = (domain: string): Promise<MailAnswer> =>
    withinTime(open(), timeoutMs, (resolver) => askMail(resolver, domain));
  const areSound = provedAWhile(now, async () => {
    const answers = await Promise.all(sure.map(askServers));
    return answers.includes("mail");
  });
  const ask = async (domain: string): Promise<Told> => {
    const said = await askServers(domain);
    const isNo = said === "no_domain" || said === "no_mail";
    const answer = isNo && !(await areSound()) ? "unknown" : said;
    const told = { answer, at: now() };
    kept.delete(domain);
    kept.set(domain, told);
    for (const oldest of kept.keys()) {
      if (kept.size <= keptMax) {
        break;
      }
      kept.delete(oldest);
    }
    return told;
  };
  return {
    isDisposable: isDisposableDomain,
    ask(domain) {
      const told = kept.get(domain);
      const keptFor = told?.answer === "unknown" ? unknownForMs : knownForMs;
      if (told !== undefined && now().getTime() - told.at.getTime() < keptFor) {
        return Promise.resolve(told);
      }
      const asking = underWay.get(domain) ?? ask(domain).finally(() => underWay.delete(domain));
      underWay.set(domain, asking);
      return asking;
    },
  };
}

/** Proves something at most once a minute. */
function provedAWhile(now: () => Date, prove: () => Promise<boolean>): () => Promise<boolean> {
  let proved: { readonly result: Promise<boolean>; readonly atMs: number } | null = null;
  return () => {
    const atMs = now().getTime();
    if (proved === null || atMs - proved.atMs >= provedForMs) {
      proved = { result: prove(), atMs };
    }
    return proved.result;
  };
}

async function withinTime(
  resolver: Resolver,
  timeoutMs: number,
  ask: (resolver: Resolver) => Promise<MailAnswer>,
): Promise<MailAnswer> {
  const timer = setTimeout(() => resolver.cancel(), timeoutMs);
  try {
    return await ask(resolver);
  } catch {
    return "unknown";
  } finally {
    clearTimeout(timer);
  }
}

async function askMail(resolver: Resolver, domain: string): Promise<MailAnswer> {
  const records = await orCode(resolver.resolveMx(domain));
  if (typeof records !== "string") {
    return records.some(({ exchange }) => exchange !== "" && exchange !== ".") ? "mail" : "no_mail";
  }
  if (records === "ENOTFOUND") {
    return "no_domain";
  }
  if (records !== "ENODATA") {
    return "unknown";
  }
  const addresses = [
    await orCode(resolver.resolve4(domain)),
    await orCode(resolver.resolve6(domain)),
  ];
  if (addresses.some((found) => typeof found !== "string")) {
    return "mail";
  }
  return addresses.every((code) => code === "ENODATA" || code === "ENOTFOUND")
    ? "no_mail"
    : "unknown";
}

/** The records, or the code of the error. */
async function orCode<T>(asked: Promise<T[]>): Promise<T[] | string> {
  try {
    return await asked;
  } catch (error) {
    return (error as { code?: string }).code ?? "unknown";
  }
}
