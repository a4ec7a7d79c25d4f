import { speechLanguage } from "../speech-language.js";
import type { OpenAccount, SendRequest } from "../vendor.js";
import { plain } from "./message.js";

/** Languages that are spoken; the usual region of each comes first. Source: @vonage/voice 1.24. */
const languages = (
  "en-US en-GB en-AU en-IE en-IN en-NZ en-ZA id-ID pt-BR pt-PT es-ES es-MX es-US es-CO hi-IN ar " +
  "fr-FR fr-CA de-DE de-AT af-ZA bg-BG bn-IN ca-ES cmn-CN cmn-TW cs-CZ cy-GB da-DK el-GR eu-ES " +
  "fi-FI fil-PH gl-ES gu-IN he-IL hu-HU is-IS it-IT ja-JP kn-IN ko-KR lv-LV ml-IN ms-MY nb-NO " +
  "nl-NL nl-BE no-NO pa-IN pl-PL ro-RO ru-RU sk-SK sr-RS sv-SE ta-IN te-IN th-TH tr-TR uk-UA " +
  "vi-VN yue-CN"
).split(" ");

/** The same languages by the names that locales have for them. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ["zh", "cmn-CN"],
  ["zh-cn", "cmn-CN"],
  ["zh-tw", "cmn-TW"],
  ["zh-hk", "yue-CN"],
  ["tl", "fil-PH"],
]);

/**
 * The body of `POST /v1/calls`: a call that speaks the text. Without a sender the call comes from
 * one of the application's numbers. A machine that answers gets nothing: whoever listens to it
 * later must not hear the code. Source: https://developer.vonage.com/en/api/voice#createCall
 */
export function wireCall(request: SendRequest, account: OpenAccount): object {
  const locale = otherNames.get(request.locale.toLowerCase()) ?? request.locale;
  const language = speechLanguage(locale, languages, "en-US");
  return {
    to: [{ type: "phone", number: plain(request.to) }],
    ...(request.from === null
      ? { random_from_number: true }
      : { from: { type: "phone", number: plain(request.from) } }),
    ncco: [{ action: "talk", text: request.text, language }],
    machine_detection: "hangup",
    event_url: [account.callbackUrl],
    event_method: "POST",
  };
}
