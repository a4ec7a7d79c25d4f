import { Monitor, Moon, Sun } from "lucide-react";
import { useWords } from "../words/use-words.js";
import { setPreferences, type Theme, usePreferences } from "./preferences.js";
import { shellWords } from "./shell.words.js";

const themes = [
  ["light", Sun],
  ["system", Monitor],
  ["dark", Moon],
] as const satisfies readonly (readonly [Theme, unknown])[];

/** Light or dark, English or Bahasa Indonesia. */
export function PreferenceSwitches() {
  const t = useWords(shellWords);
  const { theme, language } = usePreferences();
  return (
    <div className="row">
      <div className="segments" role="group" aria-label={t("theme")}>
        {themes.map(([name, Icon]) => (
          <button
            key={name}
            type="button"
            aria-pressed={theme === name}
            aria-label={t(name)}
            title={t(name)}
            onClick={() => setPreferences({ theme: name })}
          >
            <Icon size={14} aria-hidden="true" />
          </button>
        ))}
      </div>
      <div className="segments" role="group" aria-label={t("language")}>
        {(["en", "id"] as const).map((code) => (
          <button
            key={code}
            type="button"
            lang={code}
            aria-pressed={language === code}
            aria-label={code === "en" ? "EN, English" : "ID, Bahasa Indonesia"}
            onClick={() => setPreferences({ language: code })}
          >
            {code.toUpperCase()}
          </button>
        ))}
      </div>
    </div>
  );
}
