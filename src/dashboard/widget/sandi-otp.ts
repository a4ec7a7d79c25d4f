import { followSend, type Progress } from "./progress-socket.js";
import { channelName, type Texts, textsIn } from "./texts.js";
import { widgetStyle } from "./widget-style.js";

const check = `mutation ($input: VerifyOtpInput!) { verifyOtp(input: $input) {
  result checksLeft userErrors { message } } }`;
const resend = `mutation ($input: ResendOtpInput!) { resendOtp(input: $input) {
  userErrors { message } } }`;

interface CheckAnswer {
  readonly verifyOtp: {
    readonly result: string | null;
    readonly checksLeft: number | null;
    readonly userErrors: readonly { readonly message: string }[];
  };
}

interface ResendAnswer {
  readonly resendOtp: { readonly userErrors: readonly { readonly message: string }[] };
}

/**
 * `<sandi-otp send token lang endpoint>`: shows an end user where the code is, takes it, and offers
 * it again. `token` is what sendOtp returns as clientToken: it watches, resends and verifies this
 * one send and nothing else. Fires `sandi-verified` and `sandi-ended`. A server does not trust the
 * event: it asks `send(id).verification` with its own key.
 */
export class SandiOtp extends HTMLElement {
  static readonly observedAttributes = ["token", "lang"];
  readonly #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  readonly #status = part("p", "status");
  readonly #next = part("p", "next");
  readonly #problem = part("p", "problem");
  readonly #form = document.createElement("form");
  readonly #input = document.createElement("input");
  readonly #go = document.createElement("button");
  readonly #again = document.createElement("button");
  #texts: Texts = textsIn("en");
  #progress: Progress | null = null;
  #isOffline = false;
  #isDone = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #leave: (() => void) | null = null;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(widgetStyle);
    this.#root.adoptedStyleSheets = [sheet];
    this.#status.setAttribute("role", "status");
    this.#problem.setAttribute("role", "alert");
    Object.assign(this.#input, { inputMode: "numeric", autocomplete: "one-time-code" });
    Object.assign(this.#input, { maxLength: 12, required: true, name: "code" });
    this.#go.type = "submit";
    this.#again.type = "button";
    this.#again.className = "again";
    this.#form.append(this.#input, this.#go);
    this.#root.append(this.#status, this.#next, this.#form, this.#problem, this.#again);
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#check();
    });
    this.#input.addEventListener("paste", () => setTimeout(() => this.#form.requestSubmit()));
    this.#again.addEventListener("click", () => void this.#resend());
  }

  connectedCallback(): void {
    this.#open();
    this.#timer = setInterval(() => this.#show(), 500);
  }

  disconnectedCallback(): void {
    clearInterval(this.#timer);
    this.#leave?.();
    this.#leave = null;
  }

  attributeChangedCallback(): void {
    if (this.isConnected) {
      this.#open();
    }
  }

  get #endpoint(): URL {
    return new URL(this.getAttribute("endpoint") ?? "/graphql", import.meta.url);
  }

  #open(): void {
    this.#texts = textsIn(this.getAttribute("lang") ?? document.documentElement.lang);
    this.#input.setAttribute("aria-label", this.#texts.label);
    this.#input.placeholder = this.#texts.label;
    this.#go.textContent = this.#texts.check;
    this.#leave?.();
    const token = this.getAttribute("token");
    if (token !== null) {
      const url = this.#endpoint.href.replace(/^http/, "ws");
      this.#leave = followSend(url, token, {
        onProgress: (progress) => {
          this.#isOffline = false;
          this.#progress = progress;
          this.#show();
        },
        onLost: () => {
          this.#isOffline = true;
          this.#show();
        },
      });
    }
    this.#show();
  }

  #show(): void {
    const [texts, progress] = [this.#texts, this.#progress];
    const isOver = progress !== null && progress.verification !== "PENDING";
    if (this.#isDone || progress?.verification === "VERIFIED") {
      this.#end("sandi-verified", texts.verified);
      return;
    }
    if (isOver || progress?.status === "BLOCKED") {
      this.#end("sandi-ended", texts.over);
      return;
    }
    this.#status.textContent = this.#isOffline ? texts.offline : statusText(texts, progress);
    const seconds = secondsUntil(progress?.nextStepAt);
    const next = progress?.nextChannel;
    const isNear = next && seconds > 0 && progress?.status !== "DELIVERED";
    this.#next.textContent = isNear ? texts.next(channelName(next), seconds) : "";
    const wait = secondsUntil(progress?.resendAvailableAt);
    this.#again.textContent = wait > 0 ? texts.againIn(wait) : texts.again;
    this.#again.disabled = wait > 0;
    this.#again.hidden = progress === null || progress.resendsLeft === 0;
  }

  #end(event: string, text: string): void {
    if (this.dataset["end"] === event) {
      return;
    }
    this.dataset["end"] = event;
    this.#status.textContent = text;
    this.#status.className = event === "sandi-verified" ? "status done" : "status";
    for (const gone of [this.#next, this.#form, this.#problem, this.#again]) {
      gone.hidden = true;
    }
    clearInterval(this.#timer);
    this.#leave?.();
    this.dispatchEvent(new CustomEvent(event, { bubbles: true, composed: true }));
  }

  async #check(): Promise<void> {
    const code = this.#input.value.trim();
    this.#go.disabled = true;
    this.#problem.textContent = "";
    const input = { sendId: this.getAttribute("send") ?? "", code };
    const answer = await this.#ask<CheckAnswer>(check, { input });
    this.#go.disabled = false;
    const verified = answer?.verifyOtp;
    if (verified?.result === "VERIFIED") {
      this.#isDone = true;
      this.#show();
    } else if (verified !== undefined) {
      const refused = verified.userErrors[0]?.message;
      this.#problem.textContent = refused ?? this.#texts.wrong(verified.checksLeft);
      this.#input.select();
    }
  }

  async #resend(): Promise<void> {
    this.#again.disabled = true;
    const sendId = this.getAttribute("send") ?? "";
    const input = { sendId, idempotencyKey: crypto.randomUUID() };
    const answer = await this.#ask<ResendAnswer>(resend, { input });
    this.#problem.textContent = answer?.resendOtp.userErrors[0]?.message ?? "";
  }

  async #ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T | null> {
    try {
      const answer = await fetch(this.#endpoint, {
        method: "POST",
        credentials: "omit",
        headers: {
          "content-type": "application/json",
          "accept-language": this.getAttribute("lang") ?? document.documentElement.lang,
          authorization: `Bearer ${this.getAttribute("token") ?? ""}`,
        },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await answer.json()) as Answer<T>;
      this.#problem.textContent = errors?.[0]?.message ?? "";
      return data ?? null;
    } catch {
      this.#problem.textContent = this.#texts.offline;
      return null;
    }
  }
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string }[];
}

function part(tag: "p", className: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}

function secondsUntil(time: string | null | undefined): number {
  return time ? Math.max(0, Math.ceil((Date.parse(time) - Date.now()) / 1_000)) : 0;
}

function statusText(texts: Texts, progress: Progress | null): string {
  if (progress === null || progress.channel === null) {
    return texts.sending;
  }
  const hasArrived = progress.status === "DELIVERED" || progress.status === "READ";
  const channel = channelName(progress.channel);
  return hasArrived ? texts.arrived(channel) : texts.sent(channel);
}

customElements.define("sandi-otp", SandiOtp);
