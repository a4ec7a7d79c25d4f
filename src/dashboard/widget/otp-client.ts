import { lookFields, type Look, type Progress, progressFields } from "./progress.js";

/** One of the two things that an end user may do; `retryAfterMs` null = waiting does not help. */
export interface Refusal {
  readonly message: string;
  readonly retryAfterMs: number | null;
}

export interface CheckAnswer {
  /** null = it was not checked; `refusal` says why. */
  readonly result: string | null;
  readonly progress: Progress | null;
  readonly checksLeft: number | null;
  readonly refusal: Refusal | null;
}

export interface ResendAnswer {
  readonly progress: Progress | null;
  readonly refusal: Refusal | null;
}

/** What is thrown; any other fault is a lost connection. */
export class TokenEnded extends Error {}

export interface OtpClient {
  readProgress(): Promise<Progress & Look>;
  verify(sendId: string, code: string): Promise<CheckAnswer>;
  /** The same key again changes nothing, so that a lost answer may be asked for anew. */
  resend(sendId: string, idempotencyKey: string): Promise<ResendAnswer>;
}

const userErrors = "userErrors { message retryAfterMs }";
const query = `query { sendProgress { ${progressFields} ${lookFields} } }`;
const verify = `mutation ($input: VerifyOtpInput!) { verifyOtp(input: $input) {
  result checksLeft progress { ${progressFields} } ${userErrors} } }`;
const resend = `mutation ($input: ResendOtpInput!) { resendOtp(input: $input) {
  progress { ${progressFields} } ${userErrors} } }`;

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly retryAfterMs?: number };
  }[];
}

interface Payload {
  readonly result?: string | null;
  readonly checksLeft?: number | null;
  readonly progress: Progress | null;
  readonly userErrors: readonly Refusal[];
}

const askMsMax = 15_000;

/** Speaks to the API as one client token, without cookies. */
export function createOtpClient(endpoint: URL, token: string, locale: () => string): OtpClient {
  const ask = async (text: string, variables: object): Promise<Body> => {
    const answer = await fetch(endpoint, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(askMsMax),
      headers: {
        "content-type": "application/json",
        "accept-language": locale(),
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify({ query: text, variables }),
    });
    const body = (await answer.json()) as Body;
    const code = body.errors?.[0]?.extensions?.code;
    if (code === "UNAUTHENTICATED" || code === "FORBIDDEN" || code === "BAD_REQUEST") {
      throw new TokenEnded(body.errors?.[0]?.message);
    }
    return body;
  };
  const change = async (text: string, field: string, input: object) => {
    const { data, errors } = await ask(text, { input });
    const payload = (data?.[field] ?? null) as Payload | null;
    const error = errors?.[0];
    const top = error && {
      message: error.message,
      retryAfterMs: error.extensions?.retryAfterMs ?? null,
    };
    return {
      result: payload?.result ?? null,
      checksLeft: payload?.checksLeft ?? null,
      progress: payload?.progress ?? null,
      refusal: payload?.userErrors[0] ?? top ?? null,
    };
  };
  return {
    async readProgress() {
      const { data, errors } = await ask(query, {});
      if (!data) {
        throw new Error(errors?.[0]?.message ?? "no answer");
      }
      return data["sendProgress"] as Progress & Look;
    },
    verify: (sendId, code) => change(verify, "verifyOtp", { sendId, code }),
    resend: (sendId, idempotencyKey) => change(resend, "resendOtp", { sendId, idempotencyKey }),
  };
}
