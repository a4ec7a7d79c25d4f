import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";
export type Language = "en" | "id";

/** How a person wants the pages; kept in the browser, no secret. */
export interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
}

const storageKey = "sandi.preferences";
const listeners = new Set<() => void>();
let current = read();

function read(): Preferences {
  const language: Language = navigator.language.startsWith("id") ? "id" : "en";
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Partial<Preferences>;
    return { theme: kept.theme ?? "system", language: kept.language ?? language };
  } catch {
    return { theme: "system", language };
  }
}

/** Changes some of them, at once and everywhere. */
export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(current));
  } catch {
    // A browser that keeps nothing: it lasts until the page is left.
  }
  applyPreferences();
  for (const listener of listeners) {
    listener();
  }
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

export function languageNow(): Language {
  return current.language;
}

const dark = matchMedia("(prefers-color-scheme: dark)");
dark.addEventListener("change", applyPreferences);

/** Tells the document; called once before the first paint. */
export function applyPreferences(): void {
  const isDark = current.theme === "dark" || (current.theme === "system" && dark.matches);
  document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  document.documentElement.lang = current.language;
}
