import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "./source-files.js";

export interface CompiledSandbox {
  /** Also the place for log files. */
  readonly folder: string;
  readonly entry: string;
  /** The compiled sandbox-process.js. */
  readonly opener: string;
  remove(): void;
}

/** Compiles the sandbox and what it needs, and nothing else, into a folder of its own. */
export function compileSandbox(): CompiledSandbox {
  const folder = mkdtempSync(path.join(os.tmpdir(), "sandi-sandbox-"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  writeFileSync(path.join(folder, "package.json"), '{"type":"module"}');
  const config = path.join(folder, "tsconfig.json");
  const files = ["run-sandbox", "sandbox-process"].map((name) =>
    path.join(root, "src", "sandbox", `${name}.ts`),
  );
  writeFileSync(
    config,
    JSON.stringify({
      extends: path.join(root, "tsconfig.json"),
      compilerOptions: {
        noEmit: false,
        rootDir: path.join(root, "src"),
        outDir: folder,
        typeRoots: [path.join(root, "node_modules", "@types")],
      },
      files,
      include: [],
    }),
  );
  const tsc = path.join(root, "node_modules", "typescript", "bin", "tsc");
  const built = spawnSync(process.execPath, [tsc, "-p", config], { encoding: "utf8" });
  if (built.status !== 0) {
    throw new Error(`The sandbox does not compile:\n${built.stdout}${built.stderr}`);
  }
  return {
    folder,
    entry: path.join(folder, "sandbox", "run-sandbox.js"),
    opener: path.join(folder, "sandbox", "sandbox-process.js"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
