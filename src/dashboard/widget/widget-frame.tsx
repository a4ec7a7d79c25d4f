import { useEffect, useRef, useState } from "react";
import { clockTime } from "../app/format.js";
import { usePreferences } from "../app/preferences.js";
import { codePicked } from "../live/handset.js";
import { useWords } from "../words/use-words.js";
import { widgetWords } from "./widget.words.js";

interface Heard {
  readonly number: number;
  readonly at: string;
  readonly name: string;
  readonly what: string;
}

const scriptUrl = "/widget/sandi-otp.js";
const heardMax = 8;

/** The element as another site has it: by a script from this server; and what it tells its page. */
export function WidgetFrame({ token }: { readonly token: string }) {
  const t = useWords(widgetWords);
  const place = useRef<HTMLDivElement>(null);
  const { language } = usePreferences();
  const [heard, setHeard] = useState<readonly Heard[]>([]);
  useEffect(() => {
    loadElement();
    const element = document.createElement("sandi-otp");
    element.setAttribute("client-token", token);
    const hear = ({ type, detail }: Event & { detail?: unknown }) =>
      setHeard((all) => [note(type, detail, (all[0]?.number ?? 0) + 1), ...all].slice(0, heardMax));
    for (const name of ["sandi-progress", "sandi-verified", "sandi-failed"]) {
      element.addEventListener(name, hear);
    }
    place.current?.replaceChildren(element);
    return () => element.remove();
  }, [token]);
  useEffect(() => {
    place.current?.firstElementChild?.setAttribute("locale", language);
  }, [language, token]);
  useEffect(() => {
    const take = (event: Event) => paste(place.current, String((event as CustomEvent).detail));
    addEventListener(codePicked, take);
    return () => removeEventListener(codePicked, take);
  }, []);
  return (
    <>
      <div ref={place} className="widget-frame" />
      <div className="widget-heard">
        <h3 className="label">{t("heard")}</h3>
        <ul className="mono tiny">
          {heard.map(({ number, at, name, what }) => (
            <li key={number}>
              <span className="faint">{clockTime(at)}</span> <b>{name}</b> {what}
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function note(name: string, detail: unknown, number: number): Heard {
  const { status, channel, nextChannel, reason } = (detail ?? {}) as Record<string, string | null>;
  const what = [reason ?? status, channel, nextChannel && `→ ${nextChannel}`];
  return { number, at: new Date().toISOString(), name, what: what.filter(Boolean).join(" ") };
}

/** As a click on a message of a real handset does, which offers its code above the keyboard. */
function paste(place: HTMLElement | null, code: string): void {
  const input = place?.firstElementChild?.shadowRoot?.querySelector("input");
  if (input) {
    input.value = code;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function loadElement(): void {
  if (document.querySelector(`script[src="${scriptUrl}"]`) === null) {
    const script = document.createElement("script");
    script.type = "module";
    script.src = scriptUrl;
    document.head.append(script);
  }
}
