import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

function read(file: string): string {
  return readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
}

/** The flags in a piece of text, without what stands around them. */
function flagsIn(text: string | undefined): string[] {
  return text?.match(/--[a-z0-9-]+(=\d+)?/g) ?? [];
}

it("the server runs with the same flags of V8 whichever way it is started", () => {
  const launcher = read("src/launch.mjs");
  const { scripts } = JSON.parse(read("package.json")) as { scripts: { start: string } };
  const flags = flagsIn(scripts.start);

  expect(flags).toContain("--v8-pool-size=1");
  expect(flagsIn(launcher.split("\n")[0])).toEqual(flags);
  expect(flagsIn(/const flags = \[([^\]]*)\]/.exec(launcher)?.[1])).toEqual(flags);
  expect(flagsIn(/^CMD (.*)$/m.exec(read("Dockerfile"))?.[1])).toEqual(flags);
});
