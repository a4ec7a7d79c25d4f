/** Text as it may stand in SVG. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

/** A coordinate, to a tenth of a pixel. */
export function px(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A line of text; `kind` is a class of the picture's style. */
export function label(x: number, y: number, text: string, kind: string): string {
  return `<text x="${px(x)}" y="${px(y)}" class="${kind}">${escaped(text)}</text>`;
}

/** A filled rectangle. */
export function box(x: number, y: number, width: number, height: number, kind: string): string {
  const size = `width="${px(Math.max(0, width))}" height="${px(Math.max(0, height))}"`;
  return `<rect x="${px(x)}" y="${px(y)}" ${size} class="${kind}"/>`;
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  const ends = `x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}"`;
  return `<line ${ends} class="${kind}"/>`;
}

// Eight colours that people with any kind of colour vision can tell apart (Okabe and Ito), which
// show on white and on black.
const colours = [
  "#0072b2",
  "#e69f00",
  "#009e73",
  "#cc79a7",
  "#56b4e9",
  "#d55e00",
  "#b9a90b",
  "#8a8a8a",
] as const;

/** How many things a picture can colour apart. */
export const colourCount = colours.length;

/** A whole picture, readable in light and dark. */
export function svg(
  width: number,
  height: number,
  title: string,
  parts: readonly string[],
): string {
  const fills = colours.map((colour, at) => `.c${at}{fill:${colour}}`).join("");
  const style =
    ":root{--paper:#fff;--ink:#1c1c1e;--quiet:#6a6a70;--rule:#d8d8dc;" +
    "--shade:#00000014;--bar:#a9abb3}" +
    "@media(prefers-color-scheme:dark){:root{--paper:#17181a;--ink:#f2f2f4;--quiet:#a2a2aa;" +
    "--rule:#3c3d42;--shade:#ffffff1f;--bar:#686b74}}" +
    "text{font:12px system-ui,sans-serif;fill:var(--ink)}.head{font-size:16px;font-weight:600}" +
    ".sub{font-weight:600}.quiet{fill:var(--quiet);font-size:11px}.mid{text-anchor:middle}" +
    ".end{text-anchor:end}.paper{fill:var(--paper)}.rule{stroke:var(--rule)}" +
    `.ink{stroke:var(--ink)}.shade{fill:var(--shade)}.bar{fill:var(--bar)}${fills}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" ` +
    `width="${width}" height="${height}" role="img">\n` +
    `<title>${escaped(title)}</title>\n<style>${style}</style>\n` +
    `${[box(0, 0, width, height, "paper"), ...parts].join("\n")}\n</svg>\n`
  );
}
