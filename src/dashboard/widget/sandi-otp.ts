import { codeIn, type CodeLook } from "./code-in.js";
import { followSend } from "./follow-send.js";
import { createOtpClient, type OtpClient, TokenEnded } from "./otp-client.js";
import { OtpParts } from "./otp-parts.js";
import { type OtpEvent, type OtpState, reduce, start } from "./otp-state.js";
import { viewOf } from "./otp-view.js";
import type { Progress } from "./progress.js";
import { textsIn } from "./texts.js";
import { listenForCode } from "./web-otp.js";

const tickMs = 500;

/**
 * `<sandi-otp client-token endpoint locale theme autofocus>`: shows an end user where the code is,
 * takes it, and offers it again. The token is what sendOtp returns: it watches, resends and
 * verifies this one send and nothing else. Fires `sandi-progress`, `sandi-verified` and
 * `sandi-failed`. A server does not trust the event: it asks `send(id).verification` with its key.
 */
export class SandiOtp extends HTMLElement {
  static readonly observedAttributes = ["client-token", "endpoint", "locale", "lang"];
  readonly #parts = new OtpParts(this.attachShadow({ mode: "open", delegatesFocus: true }));
  #state: OtpState = start;
  #client: OtpClient | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #leave: (() => void) | null = null;
  #rejected = "";
  #resendKey: string | null = null;
  /** Attributes of an element that is already on a page are told before it is connected. */
  #isIn = false;

  constructor() {
    super();
    const { form, input, again } = this.#parts;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#check();
    });
    input.addEventListener("input", () => this.#take(input.value));
    input.addEventListener("paste", (event) => {
      event.preventDefault();
      this.#take(event.clipboardData?.getData("text") ?? "");
    });
    for (const moved of ["focus", "blur", "keyup", "click", "select"]) {
      input.addEventListener(moved, () => this.#parts.showCaret(input.matches(":focus")));
    }
    again.addEventListener("click", () => void this.#resend());
  }

  connectedCallback(): void {
    this.#isIn = true;
    this.#open();
    if (this.hasAttribute("autofocus")) {
      this.#parts.input.focus();
    }
  }

  disconnectedCallback(): void {
    this.#isIn = false;
    this.#close();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (!this.#isIn || before === now) {
      return;
    }
    if (name === "client-token" || name === "endpoint") {
      this.#close();
      this.#open();
    } else {
      this.#show();
    }
  }

  get #locale(): string {
    const own = this.getAttribute("locale") || this.getAttribute("lang");
    return own || document.documentElement.lang || navigator.language;
  }

  get #look(): CodeLook | null {
    const { look } = this.#state;
    return look === null
      ? null
      : { length: look.codeLength, isDigits: look.codeAlphabet === "DIGITS" };
  }

  #open(): void {
    this.#state = start;
    this.#parts.input.value = "";
    const token = this.getAttribute("client-token");
    if (token) {
      const endpoint = new URL(this.getAttribute("endpoint") || "/graphql", import.meta.url);
      const client = createOtpClient(endpoint, token, () => this.#locale);
      const listening = new AbortController();
      const stop = followSend(endpoint, token, client, {
        onProgress: (progress) => this.#happen({ type: "progress", progress }),
        onLook: (look) => this.#happen({ type: "look", look, now: Date.now() }),
        onLost: (isLost) => this.#happen({ type: "lost", isLost }),
        onTokenEnded: () => this.#happen({ type: "tokenEnded", now: Date.now() }),
      });
      listenForCode((code) => this.#take(code), listening.signal);
      this.#client = client;
      this.#leave = () => {
        stop();
        listening.abort();
      };
      this.#timer = setInterval(() => this.#happen({ type: "tick", now: Date.now() }), tickMs);
    }
    this.#show();
  }

  #close(): void {
    clearInterval(this.#timer);
    this.#leave?.();
    this.#leave = null;
    this.#client = null;
  }

  #happen(event: OtpEvent): void {
    const before = this.#state;
    this.#state = reduce(before, event);
    const { progress, ending } = this.#state;
    this.#show();
    if (progress !== null && !saysTheSame(progress, before.progress)) {
      this.#tell("sandi-progress", progress);
    }
    if (ending !== null && before.ending === null) {
      this.#close();
      const sendId = progress?.sendId ?? null;
      if (ending === "VERIFIED") {
        this.#tell("sandi-verified", { sendId });
      } else {
        this.#tell("sandi-failed", { sendId, reason: ending });
      }
    }
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  #show(): void {
    const texts = textsIn(this.#locale);
    const hadFocus = this.shadowRoot?.activeElement !== null;
    this.#parts.show(viewOf(this.#state, texts, Date.now()), texts, this.#look);
    if (hadFocus && this.#state.ending !== null) {
      this.#parts.keepFocus();
    }
  }

  /** Takes what was typed, pasted or read, and checks it once it is whole. */
  #take(text: string): void {
    const { input } = this.#parts;
    if (input.readOnly) {
      return;
    }
    const code = codeIn(text, this.#look);
    if (input.value !== code) {
      input.value = code;
    }
    this.#happen({ type: "typed" });
    this.#parts.showCaret(true);
    if (code.length === this.#look?.length && code !== this.#rejected) {
      void this.#check();
    }
  }

  async #check(): Promise<void> {
    const { input } = this.#parts;
    const [client, sendId, code] = [this.#client, this.#state.progress?.sendId, input.value];
    const isWhole = code !== "" && code.length >= (this.#look?.length ?? 1);
    if (client === null || sendId === undefined || this.#state.isChecking || !isWhole) {
      return;
    }
    this.#happen({ type: "checking" });
    const answer = await this.#settled(client, () => client.verify(sendId, code));
    if (answer === undefined) {
      return;
    }
    this.#rejected = answer?.result === "WRONG_CODE" ? code : "";
    this.#happen({ type: "checked", answer, now: Date.now() });
    if (this.#rejected !== "" && this.#state.ending === null) {
      input.focus();
      input.select();
    }
  }

  async #resend(): Promise<void> {
    const [client, progress] = [this.#client, this.#state.progress];
    const isReady = this.#parts.again.ariaDisabled === "false";
    if (client === null || progress === null || !isReady) {
      return;
    }
    this.#happen({ type: "resending" });
    // The key stays until there was an answer, so that a lost one costs no second message.
    const key = (this.#resendKey ??= newKey());
    const answer = await this.#settled(client, () => client.resend(progress.sendId, key));
    if (answer === undefined) {
      return;
    }
    if (answer !== null) {
      this.#resendKey = null;
      this.#rejected = "";
      this.#parts.input.value = "";
    }
    this.#happen({ type: "resent", answer, now: Date.now() });
    this.#parts.input.focus();
  }

  /** null = the connection was lost; undefined = there is nobody left to answer to. */
  async #settled<T>(client: OtpClient, ask: () => Promise<T>): Promise<T | null | undefined> {
    try {
      const answer = await ask();
      return this.#client === client ? answer : undefined;
    } catch (error) {
      if (this.#client !== client) {
        return undefined;
      }
      if (error instanceof TokenEnded) {
        this.#happen({ type: "tokenEnded", now: Date.now() });
        return undefined;
      }
      return null;
    }
  }
}

/** Prices that settle move the cursor, and nothing that a page wants to hear of. */
function saysTheSame(one: Progress, other: Progress | null): boolean {
  return JSON.stringify({ ...one, cursor: "" }) === JSON.stringify({ ...other, cursor: "" });
}

/** Not randomUUID, which pages without https lack. */
function newKey(): string {
  const bytes = [...crypto.getRandomValues(new Uint8Array(16))];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

if (customElements.get("sandi-otp") === undefined) {
  customElements.define("sandi-otp", SandiOtp);
}
