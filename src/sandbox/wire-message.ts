import { z } from "zod";
import { marketChannels } from "../market/scenario.js";

/** What `POST /v/<vendor>/messages` takes. */
export const wireMessage = z.strictObject({
  channel: z.enum(marketChannels),
  to: z.string().min(1).max(320),
  text: z.string().min(1).max(4096),
  subject: z.string().max(998).nullish(),
  code: z.string().min(1).max(20).nullish(),
  from: z.string().max(320).nullish(),
  locale: z.string().max(35).nullish(),
  template: z.string().max(512).nullish(),
  reference: z.string().max(500).nullish(),
  callback_url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullish(),
  validity_sec: z.number().int().min(1).max(259_200).nullish(),
});
export type WireMessage = z.output<typeof wireMessage>;

/** What is done with a request: answered, left hanging, cut, or kept after one line. */
export type WireAnswer =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly delayMs: number;
    }
  | { readonly kind: "stay"; readonly line: string; readonly onClose: () => void }
  | { readonly kind: "hang" }
  | { readonly kind: "reset" };

/** A JSON answer. */
export function answer(
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): WireAnswer {
  return { kind: "answer", status, body: JSON.stringify(body), headers, delayMs: 0 };
}

/** A refusal in the vendors' own words. */
export function refusal(
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): WireAnswer {
  return answer(status, { error: { code, message } }, headers);
}
