/**
 * What a guard rule found in a send, for people: nothing of the recipient.
 *
 * PREFIX_RATE by a limit: `count` sends of the prefix in the running window; by measurements:
 * requests per hour, and how many times its neighbours' that is. UNVERIFIED_RATE: sends that count,
 * how many were verified, the share that follows, and the least that is taken, percent.
 */
export type GuardFacts = { readonly isLetThrough?: true } & (
  | {
      readonly kind: "PREFIX_RATE";
      readonly count: number;
      readonly limit: number;
      readonly windowSec: number;
    }
  | { readonly kind: "PREFIX_RATE"; readonly perHour: number; readonly ratio: number }
  | {
      readonly kind: "UNVERIFIED_RATE";
      readonly sends: number;
      readonly verified: number;
      readonly percent: number;
      readonly percentMin: number;
    }
);

/** The sentence for people, made when it is read, so that it follows the reader's language. */
export function guardWords(facts: GuardFacts, locale: "en" | "id"): string {
  const found = locale === "id" ? indonesian(facts) : english(facts);
  return facts.isLetThrough === true ? `${found}; ${letThrough[locale]}` : found;
}

const letThrough = {
  en: "let through, to learn whether it still is an attack",
  id: "diloloskan, untuk mengetahui apakah masih ada serangan",
} as const;

function english(facts: GuardFacts): string {
  if (facts.kind === "UNVERIFIED_RATE") {
    const { sends, verified, percent, percentMin } = facts;
    return (
      `of about ${sends} codes sent lately to numbers with the same first digits, ${verified} ` +
      `were typed in: about ${percent} % are to be expected, less than ${percentMin} %`
    );
  }
  return "limit" in facts
    ? `${facts.count} codes in ${facts.windowSec} s to numbers with the same first digits; the ` +
        `rule allows ${facts.limit}`
    : `numbers with the same first digits are asked for ${facts.ratio} times as often as others ` +
        `of their network, ${facts.perHour} times an hour`;
}

function indonesian(facts: GuardFacts): string {
  if (facts.kind === "UNVERIFIED_RATE") {
    const { sends, verified, percent, percentMin } = facts;
    return (
      `dari sekitar ${sends} kode yang baru-baru ini dikirim ke nomor berawalan sama, ` +
      `${verified} dimasukkan: diperkirakan sekitar ${percent} %, kurang dari ${percentMin} %`
    );
  }
  return "limit" in facts
    ? `${facts.count} kode dalam ${facts.windowSec} dtk ke nomor berawalan sama; aturannya ` +
        `mengizinkan ${facts.limit}`
    : `nomor berawalan sama diminta ${facts.ratio} kali lebih sering daripada nomor lain di ` +
        `jaringannya, ${facts.perHour} kali per jam`;
}
