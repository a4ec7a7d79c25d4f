import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync, Visitor } from "vite";

export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface SourceFile {
  /** From the repository's root, with slashes, for example `src/core/money.ts`. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
}

/** What the rules need to know of one parsed file; places are `path:line`. */
export interface SourceFacts {
  readonly file: SourceFile;
  readonly imports: readonly Import[];
  readonly functions: readonly { readonly name: string; readonly lines: number }[];
  /** Member reads and calls of globals: `process.env`, `Date.now`, `new Date()`. */
  readonly globals: readonly { readonly what: string; readonly line: number }[];
  readonly hasStarExport: boolean;
  /** Anything else than imports and exports of other files' things. */
  readonly hasOwnCode: boolean;
  readonly dynamicImports: readonly number[];
  /** Lines of exported declarations that no doc comment stands before. */
  readonly bareExports: readonly number[];
}

export interface Import {
  readonly from: string;
  /** The imported file, or null for a package. */
  readonly target: string | null;
  readonly isTypeOnly: boolean;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** All TypeScript files below a folder of the repository. */
export function readSourceFiles(folder: string): SourceFile[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("node_modules"))
    .map((name) => {
      const file = path.posix.join(folder, name.split(path.sep).join("/"));
      const text = readFileSync(path.join(root, file), "utf8");
      return { path: file, text, lines: text.split("\n") };
    });
}

/** Parses one file. Throws when it is no TypeScript. */
export function readFacts(file: SourceFile): SourceFacts {
  const { program, errors, comments } = parseSync(file.path, file.text);
  if (errors.length > 0) {
    throw new Error(`${file.path}: ${errors[0]?.message}`);
  }
  const body = program.body as unknown as Node[];
  const lineOf = (offset: number) => file.text.slice(0, offset).split("\n").length;
  const facts = {
    file,
    imports: [] as Import[],
    functions: [] as { name: string; lines: number }[],
    globals: [] as { what: string; line: number }[],
    hasStarExport: body.some(({ type }) => type === "ExportAllDeclaration"),
    hasOwnCode: body.some(({ type, source }) => !/^(Import|Export)/.test(type) || !source),
    dynamicImports: [] as number[],
    bareExports: [] as number[],
  };
  const onFunction = (node: unknown) => {
    const { start, end, id } = node as Node & { id?: { name: string } | null };
    const line = lineOf(start);
    const name = `${file.path}:${line} ${id?.name ?? ""}`.trimEnd();
    facts.functions.push({ name, lines: lineOf(end) - line + 1 });
  };
  const onImport = (node: unknown) => facts.imports.push(readImport(file, node as Node));
  const onReExport = (node: unknown) => {
    if ((node as { source?: unknown }).source) {
      onImport(node);
    }
  };
  new Visitor({
    FunctionDeclaration: onFunction,
    FunctionExpression: onFunction,
    ArrowFunctionExpression: onFunction,
    ImportDeclaration: onImport,
    ExportAllDeclaration: onReExport,
    ExportNamedDeclaration: onReExport,
    ImportExpression: (node) => void facts.dynamicImports.push(lineOf(node.start)),
    MemberExpression: (node) => {
      const { object, property } = node as unknown as { object: Named; property: Named };
      if (object.name !== undefined && property.name !== undefined) {
        facts.globals.push({ what: `${object.name}.${property.name}`, line: lineOf(node.start) });
      }
    },
    NewExpression: (node) => {
      if ((node.callee as Named).name === "Date" && node.arguments.length === 0) {
        facts.globals.push({ what: "new Date()", line: lineOf(node.start) });
      }
    },
  }).visit(program);
  const docEnds = new Set(
    comments
      .filter((comment) => comment.type === "Block" && comment.value.startsWith("*"))
      .map((comment) => nextCode(file.text, comment.end)),
  );
  for (const node of body) {
    if (node.type === "ExportNamedDeclaration" && node.declaration && !docEnds.has(node.start)) {
      facts.bareExports.push(lineOf(node.start));
    }
  }
  return facts;
}

interface Named {
  readonly name?: string;
}

function readImport(file: SourceFile, node: Node): Import {
  const from = (node.source as { value: string }).value;
  const specifiers = (node.specifiers ?? []) as { importKind?: string }[];
  const isTypeOnly =
    node.importKind === "type" ||
    node.exportKind === "type" ||
    (specifiers.length > 0 && specifiers.every(({ importKind }) => importKind === "type"));
  const target = from.startsWith(".")
    ? sourceOf(path.posix.join(path.posix.dirname(file.path), from))
    : null;
  return { from, target, isTypeOnly };
}

function sourceOf(target: string): string {
  const component = target.replace(/\.js$/, ".tsx");
  return existsSync(path.join(root, component)) ? component : target.replace(/\.js$/, ".ts");
}

/** Where the next token begins: a decorator or line comment may stand between. */
function nextCode(text: string, offset: number): number {
  const gap = /^(?:\s|\/\/[^\n]*\n)*/.exec(text.slice(offset))?.[0].length ?? 0;
  return offset + gap;
}
