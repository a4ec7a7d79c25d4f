import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type CipherGCM,
  type KeyObject,
  randomFillSync,
} from "node:crypto";
import { speechLanguage } from "../speech-language.js";
import type { OpenAccount } from "../vendor.js";

/**
 * Languages that <Speak> takes; another one costs the whole call. Hindi has a voice of its own.
 * Source: https://www.plivo.com/docs/voice/xml/audio-output
 */
const languages = (
  "en-US en-GB en-AU pt-BR pt-PT es-ES es-US hi-IN fr-FR fr-CA de-DE da-DK nl-NL it-IT pl-PL " +
  "ru-RU sv-SE"
).split(" ");
const voices: ReadonlyMap<string, string> = new Map([["hi-IN", "Polly.Aditi"]]);

const nonceBytes = 12;
const tagBytes = 16;

/**
 * What a call is to speak, sealed so that it may stand in an address: Plivo asks for it when the
 * call is answered, and both sides log addresses. AES-256-GCM under a key of the auth token.
 */
export function sealSpeech(text: string, locale: string, account: OpenAccount): string {
  const nonce = randomFillSync(Buffer.allocUnsafe(nonceBytes));
  const cipher: CipherGCM = createCipheriv("aes-256-gcm", keyOf(account), nonce);
  const sealed = [cipher.update(JSON.stringify([locale, text]), "utf8"), cipher.final()];
  return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString("base64url");
}

/** The XML that speaks what was sealed; null when it was not sealed for this account. */
export function speechXml(sealed: string, account: OpenAccount): string | null {
  const speech = openSpeech(Buffer.from(sealed, "base64url"), account);
  if (speech === null) {
    return null;
  }
  const language = speechLanguage(speech.locale, languages, "en-US");
  const voice = voices.get(language);
  const voiceAttribute = voice === undefined ? "" : ` voice="${voice}"`;
  const text = speech.text.replace(/[<>&"']/g, (char) => `&#${char.codePointAt(0)};`);
  return `<Response><Speak language="${language}"${voiceAttribute}>${text}</Speak></Response>`;
}

function openSpeech(bytes: Buffer, account: OpenAccount): { locale: string; text: string } | null {
  try {
    const decipher = createDecipheriv(
      "aes-256-gcm",
      keyOf(account),
      bytes.subarray(0, nonceBytes),
      { authTagLength: tagBytes },
    );
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const sealed = bytes.subarray(nonceBytes, -tagBytes);
    const plain = decipher.update(sealed, undefined, "utf8") + decipher.final("utf8");
    const [locale = "", text = ""] = JSON.parse(plain) as string[];
    return { locale, text };
  } catch {
    return null;
  }
}

/** Made once per open account: making one costs more than sealing with it. */
const keys = new WeakMap<OpenAccount, KeyObject>();

function keyOf(account: OpenAccount): KeyObject {
  const known = keys.get(account);
  if (known !== undefined) {
    return known;
  }
  const token = account.credentials["authToken"] ?? "";
  const key = createSecretKey(createHash("sha256").update(`plivo speech ${token}`).digest());
  keys.set(account, key);
  return key;
}
