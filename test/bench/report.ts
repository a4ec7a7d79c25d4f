import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { type Bound, type Figure, holds } from "./figures.js";

/** Figures that belong together. */
export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
}

/** The table for people; each line says whether what must be holds. */
export function table(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ title, figures }) => [
    [title, "", "", "", ""],
    ...figures.map((figure) => [
      `  ${figure.name}`,
      figure.value === null ? "not measured" : `${short(figure.value)} ${figure.unit}`.trimEnd(),
      figure.must === null ? "" : `must ${words(figure.must)}`,
      figure.aim === null ? "" : `aim ${words(figure.aim)}`,
      verdict(figure),
    ]),
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Writes the figures beside the compiled bench; returns the file. */
export function writeJson(sections: readonly Section[], mode: string): string {
  const folder = fileURLToPath(new URL("../../../", import.meta.url));
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const file = `${folder}bench-${at.replaceAll(/[:.]/g, "-")}.json`;
  const [cpu] = os.cpus();
  const machine = { cores: os.cpus().length, model: cpu?.model ?? "", node: process.version };
  const content = { at, mode, machine, sections: sections.map(withVerdicts) };
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  return file;
}

/** True when nothing that was measured breaks a must. */
export function allHold(sections: readonly Section[]): boolean {
  return sections.every(({ figures }) =>
    figures.every((figure) => holds(figure.value, figure.must) !== false),
  );
}

function withVerdicts({ title, figures }: Section) {
  return {
    title,
    figures: figures.map((figure) => ({
      ...figure,
      mustHolds: holds(figure.value, figure.must),
      aimHolds: holds(figure.value, figure.aim),
    })),
  };
}

function verdict({ value, must, aim }: Figure): string {
  const isMet = holds(value, must);
  if (isMet === null) {
    return "";
  }
  if (!isMet) {
    return "DOES NOT HOLD";
  }
  return holds(value, aim) === true ? "holds, aim met" : "holds";
}

function words(bound: Bound): string {
  return "atLeast" in bound ? `≥ ${bound.atLeast}` : `≤ ${bound.atMost}`;
}

function short(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
