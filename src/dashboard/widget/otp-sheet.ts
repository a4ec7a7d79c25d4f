/**
 * A constructed sheet: a strict policy of the embedding page allows it, a style element not. The
 * page sets the properties that begin with --sandi-, and may dress the parts.
 */
export const otpSheet = `
:host {
  --text: var(--sandi-text, light-dark(#171a21, #eceef3));
  --soft: var(--sandi-soft, light-dark(#555c6b, #a9b0bf));
  --line: var(--sandi-line, light-dark(#8b919e, #6d7585));
  --field: var(--sandi-field, light-dark(#fff, #14161b));
  --accent: var(--sandi-accent, light-dark(#4f46e5, #a5a1ff));
  --on-accent: var(--sandi-on-accent, light-dark(#fff, #100f22));
  --good: var(--sandi-good, light-dark(#0a7a53, #4fd6a0));
  --bad: var(--sandi-bad, light-dark(#b91c3b, #ff8b98));
  --radius: var(--sandi-radius, 10px);
  display: block;
  container-type: inline-size;
  min-width: 220px;
  color: var(--text);
  font: 15px/1.45 var(--sandi-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
  text-align: start;
}
:host([hidden]), [hidden] { display: none !important; }
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
:host([theme="auto"]) { color-scheme: light dark; }
@supports not (color: light-dark(#000, #fff)) {
  :host {
    --text: var(--sandi-text, #171a21);
    --soft: var(--sandi-soft, #555c6b);
    --line: var(--sandi-line, #8b919e);
    --field: var(--sandi-field, #fff);
    --accent: var(--sandi-accent, #4f46e5);
    --on-accent: var(--sandi-on-accent, #fff);
    --good: var(--sandi-good, #0a7a53);
    --bad: var(--sandi-bad, #b91c3b);
  }
}
*, *::before, *::after { box-sizing: border-box; }
p { margin: 0; }
.box { display: grid; gap: 14px; }
.head {
  display: grid;
  grid-template-columns: 26px 1fr;
  align-content: start;
  gap: 2px 12px;
  min-height: 68px;
}
.mark {
  display: grid;
  place-items: center;
  width: 26px;
  height: 26px;
  border-radius: 50%;
  background: color-mix(in srgb, var(--tone) 14%, transparent);
}
.mark::before {
  content: "";
  width: 10px;
  height: 10px;
  border-radius: 50%;
  background: var(--tone);
}
.box { --tone: var(--accent); }
.box[data-tone="good"] { --tone: var(--good); }
.box[data-tone="bad"] { --tone: var(--bad); }
.box[data-tone="quiet"] { --tone: var(--soft); }
.box[data-tone="good"] .mark::before {
  width: 7px;
  height: 12px;
  margin-top: -3px;
  border: solid var(--tone);
  border-width: 0 2.5px 2.5px 0;
  border-radius: 0;
  background: none;
  transform: rotate(42deg);
}
.box[data-tone="busy"] .mark::before { animation: breathe 1.4s ease-in-out infinite; }
@keyframes breathe { 50% { transform: scale(0.55); opacity: 0.6; } }
.status { align-self: center; font-weight: 600; outline: none; }
.recipient, .next { grid-column: 2; color: var(--soft); font-size: 0.9em; }
.recipient:empty, .next:empty { display: none; }
.next { font-variant-numeric: tabular-nums; }
.trail { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 0; list-style: none; }
.trail li {
  display: flex;
  align-items: center;
  gap: 6px;
  padding: 3px 10px;
  border: 1px solid var(--line);
  border-radius: 99px;
  color: var(--soft);
  font-size: 0.82em;
}
.trail li.now { border-color: var(--tone); color: var(--text); font-weight: 600; }
.trail li.tried { border-style: dashed; }
.trail li.next { border-style: dotted; }
.bar { height: 3px; overflow: hidden; border-radius: 2px; background: var(--line); }
.bar i {
  display: block;
  height: 100%;
  background: var(--accent);
  transform-origin: left;
  transition: transform 0.5s linear;
}
:host(:dir(rtl)) .bar i { transform-origin: right; }
form { display: grid; gap: 8px; }
label { font-size: 0.9em; font-weight: 500; }
.cells {
  --gap: 8px;
  --cell: min(46px, calc((100cqw - (var(--n) - 1) * var(--gap)) / var(--n)));
  position: relative;
  width: calc(var(--n) * var(--cell) + (var(--n) - 1) * var(--gap));
  height: 54px;
  overflow: hidden;
  overflow: clip;
}
.cells.many { --gap: 4px; }
.backs { display: flex; gap: var(--gap); height: 100%; }
.backs i {
  flex: 0 0 var(--cell);
  border: 1.5px solid var(--line);
  border-radius: var(--radius);
  background: var(--field);
}
.backs i.at { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.cells[data-wrong] .backs i { border-color: var(--bad); }
input {
  position: absolute;
  inset: 0;
  width: calc(100% + var(--cell) + var(--gap));
  height: 100%;
  margin: 0;
  padding: 0 0 0 calc((var(--cell) - 1ch) / 2);
  border: 0;
  outline: none;
  background: transparent;
  color: var(--text);
  caret-color: var(--accent);
  font: 600 22px ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace;
  letter-spacing: calc(var(--cell) + var(--gap) - 1ch);
  text-transform: uppercase;
}
input::selection {
  background: color-mix(in srgb, var(--accent) 28%, transparent);
  color: var(--text);
}
.cells.many input { font-size: 18px; }
.problem { min-height: 1.45em; color: var(--bad); font-size: 0.9em; font-weight: 500; }
button {
  min-height: 44px;
  margin: 0;
  padding: 0 18px;
  border: 0;
  border-radius: var(--radius);
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
button:hover { filter: brightness(1.08); }
button[aria-disabled="true"] { cursor: default; filter: none; }
.go[aria-disabled="true"] {
  background: color-mix(in srgb, var(--line) 30%, transparent);
  color: var(--soft);
}
.again {
  justify-self: start;
  padding: 0;
  background: none;
  color: var(--accent);
  font-variant-numeric: tabular-nums;
  text-decoration: underline;
  text-underline-offset: 3px;
}
.again[aria-disabled="true"] { color: var(--soft); font-weight: 400; text-decoration: none; }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.heard {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@media (prefers-reduced-motion: reduce) {
  * { animation: none !important; transition: none !important; }
}
@media (forced-colors: active) {
  .mark::before, .bar i { forced-color-adjust: none; }
  .backs i.at { outline: 2px solid Highlight; }
}
`;
