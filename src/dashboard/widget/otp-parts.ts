import type { CodeLook } from "./code-in.js";
import { otpSheet } from "./otp-sheet.js";
import type { OtpView } from "./otp-view.js";
import type { Texts } from "./texts.js";

const lengthUnknown = 6;
const manyCells = 7;

/** What the end user sees and touches, inside one shadow root. */
export class OtpParts {
  readonly form = make("form");
  readonly input = make("input");
  readonly again = make("button", "again", "resend");
  readonly #box = make("div", "box", "box");
  readonly #status = make("p", "status", "status");
  readonly #recipient = make("p", "recipient", "recipient");
  readonly #next = make("p", "next", "next");
  readonly #trail = make("ol", "trail", "trail");
  readonly #bar = make("div", "bar", "bar");
  readonly #filled = make("i");
  readonly #label = make("label", "", "label");
  readonly #cells = make("div", "cells", "cells");
  readonly #backs = make("div", "backs");
  readonly #problem = make("p", "problem", "problem");
  readonly #go = make("button", "go", "button");
  readonly #heard = make("p", "heard");
  #waitedFor: { readonly what: string; readonly seconds: number } | null = null;

  constructor(root: ShadowRoot) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(otpSheet);
    root.adoptedStyleSheets = [sheet];
    this.#status.tabIndex = -1;
    this.#heard.setAttribute("role", "status");
    this.#heard.setAttribute("aria-live", "polite");
    this.#problem.setAttribute("role", "alert");
    this.#problem.id = "problem";
    this.#backs.setAttribute("aria-hidden", "true");
    this.#bar.setAttribute("aria-hidden", "true");
    this.#label.htmlFor = "code";
    Object.assign(this.input, { id: "code", name: "code", type: "text", spellcheck: false });
    this.input.autocomplete = "one-time-code";
    this.input.setAttribute("aria-describedby", "problem");
    this.input.setAttribute("autocapitalize", "characters");
    this.input.setAttribute("autocorrect", "off");
    this.#go.type = "submit";
    this.again.type = "button";
    const head = make("div", "head");
    const mark = make("span", "mark");
    mark.setAttribute("aria-hidden", "true");
    head.append(mark, this.#status, this.#recipient, this.#next);
    this.#bar.append(this.#filled);
    this.#cells.append(this.#backs, this.input);
    this.form.noValidate = true;
    this.form.append(this.#label, this.#cells, this.#problem, this.#go);
    this.#box.append(head, this.#trail, this.#bar, this.form, this.again);
    root.append(this.#box, this.#heard);
  }

  show(view: OtpView, texts: Texts, look: CodeLook | null): void {
    this.#box.dataset["tone"] = view.tone;
    say(this.#status, view.status);
    say(this.#recipient, view.recipient);
    say(this.#next, view.next);
    say(this.#heard, view.announced);
    this.#showTrail(view);
    this.#showWait(view);
    this.#showForm(view, texts, look);
    this.again.hidden = view.resend === null;
    this.again.ariaDisabled = String(view.resend?.isReady !== true);
    say(this.again, view.resend?.text ?? "");
  }

  /** Takes the focus back when what held it is gone. */
  keepFocus(): void {
    this.#status.focus();
  }

  /** Shows which cell the next character goes to. */
  showCaret(hasFocus: boolean): void {
    const at = this.input.selectionStart ?? this.input.value.length;
    const last = this.#backs.childElementCount - 1;
    [...this.#backs.children].forEach((cell, index) => {
      cell.classList.toggle("at", hasFocus && index === Math.min(at, last));
    });
  }

  #showForm(view: OtpView, texts: Texts, look: CodeLook | null): void {
    const length = look?.length ?? lengthUnknown;
    if (this.#backs.childElementCount !== length) {
      this.#backs.replaceChildren(...Array.from({ length }, () => make("i")));
      // Set by script, which a strict policy allows; a style attribute in markup it does not.
      this.#cells.style.setProperty("--n", String(length));
      this.#cells.classList.toggle("many", length > manyCells);
      this.showCaret(this.input.matches(":focus"));
    }
    this.form.hidden = !view.hasForm;
    this.input.inputMode = look?.isDigits === false ? "text" : "numeric";
    this.input.readOnly = view.isBusy;
    this.input.ariaInvalid = String(view.problem !== "");
    this.#cells.toggleAttribute("data-wrong", view.problem !== "");
    say(this.#label, texts.label(look));
    say(this.#problem, view.problem);
    say(this.#go, view.isBusy ? texts.checking : texts.check);
    this.#go.ariaDisabled = String(view.isBusy || this.input.value.length < (look?.length ?? 1));
  }

  #showTrail({ trail }: OtpView): void {
    const now = JSON.stringify(trail);
    this.#trail.hidden = trail.length === 0;
    if (this.#trail.dataset["now"] !== now) {
      this.#trail.dataset["now"] = now;
      this.#trail.replaceChildren(
        ...trail.map(({ name, state }) => {
          const item = make("li", state);
          item.textContent = state === "tried" ? `${name} ×` : name;
          if (state === "now") {
            item.ariaCurrent = "step";
          }
          return item;
        }),
      );
    }
  }

  /** A wait is as long as it was when it was first heard of. */
  #showWait({ secondsToNext, trail }: OtpView): void {
    this.#bar.hidden = secondsToNext === null;
    if (secondsToNext === null) {
      this.#waitedFor = null;
      return;
    }
    const what = trail.map(({ name }) => name).join();
    if (this.#waitedFor?.what !== what || this.#waitedFor.seconds < secondsToNext) {
      this.#waitedFor = { what, seconds: secondsToNext };
    }
    const left = secondsToNext / Math.max(1, this.#waitedFor.seconds);
    this.#filled.style.transform = `scaleX(${left})`;
  }
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = "",
  part = "",
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  if (className !== "") {
    element.className = className;
  }
  if (part !== "") {
    element.setAttribute("part", part);
  }
  return element;
}

/** The same text again would be announced again. */
function say(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
