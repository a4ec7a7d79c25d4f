/** A constructed sheet: a strict policy of the embedding page allows it, a style element not. */
export const widgetStyle = `
:host {
  display: block;
  font: 15px/1.5 system-ui, sans-serif;
  color: inherit;
  --accent: var(--sandi-accent, #4f46e5);
}
p { margin: 0; }
.status { font-weight: 600; }
.status.done::before { content: "✓ "; color: #0a7a53; }
.next { min-height: 1.5em; opacity: 0.75; font-size: 0.9em; font-variant-numeric: tabular-nums; }
form { display: flex; gap: 8px; margin: 10px 0 4px; }
[hidden] { display: none !important; }
input {
  flex: 1;
  min-width: 0;
  padding: 10px 12px;
  border: 1px solid color-mix(in srgb, currentcolor 35%, transparent);
  border-radius: 8px;
  background: transparent;
  color: inherit;
  font: 600 18px ui-monospace, monospace;
  letter-spacing: 0.2em;
}
input::placeholder { font: 400 14px system-ui, sans-serif; letter-spacing: 0; }
button {
  padding: 0 16px;
  border: 0;
  border-radius: 8px;
  background: var(--accent);
  color: #fff;
  font: 600 14px system-ui, sans-serif;
  cursor: pointer;
}
button:disabled { opacity: 0.55; cursor: default; }
.again { padding: 6px 0; background: none; color: inherit; opacity: 0.8; font-weight: 500; }
.again:not(:disabled) { text-decoration: underline; opacity: 1; }
.problem { min-height: 1.5em; color: #c2213f; font-size: 0.9em; }
input:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
