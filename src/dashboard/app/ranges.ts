/** The stretches of time that reports are read over, each up to the end of this hour. */
export const spans = ["7", "30", "90"] as const;
export type Span = (typeof spans)[number];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Reports take whole hours. @param ago how many such spans before the latest one */
export function rangeOf(span: Span, ago = 0): { readonly from: string; readonly to: string } {
  const length = Number(span) * dayMs;
  const to = Math.floor(Date.now() / hourMs) * hourMs + hourMs - ago * length;
  return { from: new Date(to - length).toISOString(), to: new Date(to).toISOString() };
}

export function readSpan(text: string | undefined): Span {
  return spans.find((span) => span === text) ?? "30";
}
