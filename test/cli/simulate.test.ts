import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.js";
import { simulateCommand } from "../../src/cli/simulate.js";
import { ablationNames } from "../../src/simulate/ablation-list.js";
import type { RunResult } from "../../src/simulate/run-result.js";
import { smallScenario } from "../simulate/small-scenario.js";

let folder: string;
const outage = {
  name: "b & <c> fail",
  at: 1200,
  until: 1800,
  where: { vendor: ["b", "c"] },
  set: { deliver_mult: 0 },
  outage: true,
};

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "sandi-simulate-"));
  const scenario = smallScenario({ horizon_s: 3600, events: [outage] });
  writeFileSync(at("small.json"), JSON.stringify(scenario));
  writeFileSync(at("other.json"), JSON.stringify({ ...scenario, name: "an other" }));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const at = (name: string): string => path.join(folder, name);

async function simulate(...args: string[]) {
  let out = "";
  let note = "";
  const code = await runCli([simulateCommand], ["simulate", ...args, "--workers", "1"], {
    out: (text) => {
      out += text;
    },
    note: (text) => {
      note += text;
    },
  });
  return { code, out, note };
}

describe("sandi simulate", () => {
  it("prints a table per scenario, and what is reached over all of them", async () => {
    const words = ["--policies", "smart,static", "--seeds", "1,2"];
    const { code, out } = await simulate(at("small.json"), at("other.json"), ...words);

    expect(code).toBe(0);
    expect(out).toContain("small: mean ± standard deviation of 2 seeds, money in USD\n\n");
    expect(out).toContain("an other: mean ± standard deviation of 2 seeds, money in USD\n\n");
    expect(out).toMatch(/\n +static +smart\n +activation +\d/);
    expect(out).toMatch(/\n 1 activation against static +mean +\+\d.* +≥ \+15\.0 % +(pass|FAIL)/);
    expect(out).toMatch(/\n 4 share of the clairvoyant's value +mean +not run/);
    expect(out).toMatch(/One round of the calibration loop took [\d.]+ ns here\.\n$/);
  });

  it("writes one object for each scenario, policy and seed, the same every time", async () => {
    const words = ["--policies", "fixed,oracle", "--seeds", "4-5", "--json", at("out.json")];
    await simulate(at("small.json"), ...words);
    const read = () => JSON.parse(readFileSync(at("out.json"), "utf8")) as RunResult[];
    const first = read();
    await simulate(at("small.json"), ...words);

    expect(first.map(({ scenario, policy, seed }) => [scenario, policy, seed])).toEqual([
      ["small", "fixed", 4],
      ["small", "oracle", 4],
      ["small", "fixed", 5],
      ["small", "oracle", 5],
    ]);
    expect(first[1]?.oracleShare).toBe(1);
    expect(first[0]?.outages.map(({ name }) => name)).toEqual([outage.name]);
    const timeless = (runs: readonly RunResult[]) =>
      runs.map((run) => ({ ...run, decisionMicrosMean: 0, decisionMicrosP99: 0 }));
    expect(timeless(read())).toEqual(timeless(first));
  });

  it("puts what is reached between the marks of a text, and leaves the rest of it", async () => {
    const marks = ["<!-- measured table -->", "<!-- end of measured table -->"] as const;
    writeFileSync(at("page.md"), `before\n${marks[0]}\nold\n${marks[1]}\nafter\n`);
    writeFileSync(at("bare.md"), "no marks\n");
    const words = ["--policies", "static,smart", "--seeds", "1,2", "--table"];

    expect((await simulate(at("small.json"), ...words, at("page.md"))).code).toBe(0);
    const page = readFileSync(at("page.md"), "utf8");
    expect(page).toMatch(/^before\n<!-- measured table -->\n\n\| # \| figure \| small \|/);
    expect(page).toMatch(
      /\n\| 1 \| activation against static \| \+[\d.]+ ± [\d.]+ % \| mean \| .* \| ≥ \+15\.0 % \|/,
    );
    expect(page).not.toContain("old");
    expect(page.endsWith("|\n\n<!-- end of measured table -->\nafter\n")).toBe(true);
    expect((await simulate(at("small.json"), ...words, at("bare.md"))).code).not.toBe(0);
  });

  it("puts what each idea is worth between the marks of a text", async () => {
    const marks = ["<!-- ablation table -->", "<!-- end of ablation table -->"] as const;
    writeFileSync(at("worth.md"), `before\n${marks[0]}\nold\n${marks[1]}\nafter\n`);
    const files = ["--table", at("worth.md"), "--json", at("worth.json")];
    const { code, out } = await simulate(at("small.json"), "--ablation", "--seeds", "1", ...files);
    const runs = JSON.parse(readFileSync(at("worth.json"), "utf8")) as RunResult[];

    expect(code).toBe(0);
    expect(out).toMatch(/^\| without \| small \| mean \|.*\n.*\n\| nothing \| \d/);
    expect(readFileSync(at("worth.md"), "utf8")).toBe(
      `before\n${marks[0]}\n\n${out.trim()}\n\n${marks[1]}\nafter\n`,
    );
    expect(runs.map(({ policy }) => policy)).toEqual(["smart", "oracle", ...ablationNames]);
    expect(new Set(runs.map(({ value }) => value)).size).toBeGreaterThan(runs.length / 2);
    expect((await simulate(at("small.json"), "--ablation", "--policies", "smart")).code).toBe(2);
  });

  it("leaves the output to the JSON where that is asked for", async () => {
    const { out, note } = await simulate(
      at("small.json"),
      ...["--policies", "static", "--seeds", "9", "--json", "-"],
    );

    expect(JSON.parse(out)).toMatchObject([{ policy: "static", seed: 9, attackRefused: null }]);
    expect(note).toContain("small: seed 9, money in USD");
  });

  it("draws a picture per scenario, for light and dark", async () => {
    const words = ["--policies", "static,smart", "--seeds", "1", "--plot", at("p.svg")];
    const { note } = await simulate(at("small.json"), at("other.json"), ...words);
    const picture = readFileSync(at("p-an-other.svg"), "utf8");

    expect(note).toContain(`Drew ${at("p-small.svg")}.`);
    expect(picture).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 960 /);
    expect(picture).toContain("prefers-color-scheme:dark");
    expect(picture).toContain("b &amp; &lt;c> fail</text>");
    for (const text of ["activation", "cost per verified user (USD)", "time to handset p95"]) {
      expect(picture).toContain(`>${text}</text>`);
    }
    // One area per vendor, and no number that is none.
    expect(picture.match(/<polygon /g)).toHaveLength(3);
    expect(picture).not.toContain("NaN");
  });

  it("names file, path and rule of a broken scenario", async () => {
    writeFileSync(at("broken.json"), JSON.stringify({ format: "otp-market/1", name: "x" }));
    writeFileSync(at("text.json"), "{");
    const { code, note, out } = await simulate(at("broken.json"), at("text.json"));

    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(note).toContain(`${at("broken.json")}: cells: `);
    expect(note).toContain(`${at("text.json")}: must be JSON: `);
  });

  it.each([
    [["gone.json"], 1, "gone.json: cannot be read: ENOENT"],
    [[], 2, "sandi simulate takes <file…>, and was given none."],
    [
      ["a.json", "--policies", "best"],
      2,
      '--policies: there is no "best". There are: static, fixed, ',
    ],
    [["a.json", "--seeds", "5-1"], 2, "--seeds 5-1: a range rises"],
    [["a.json", "--seeds", "x"], 2, "--seeds x: give whole numbers like 1-5, 7 or 1,4,9."],
    [["a.json", "--plot", "a.png"], 2, "--plot a.png: the name has to end with .svg."],
  ])("answers %j with exit code %i and what is wrong", async (args, wanted, message) => {
    const { code, note } = await simulate(...args);

    expect(code).toBe(wanted);
    expect(note).toContain(message);
  });

  it("says before it plays anything what it could not write", async () => {
    const small = at("small.json");
    const asked = [
      ["--json", at("nowhere/x.json"), "nowhere cannot be written to: ENOENT."],
      ["--plot", at("nowhere/x.svg"), "nowhere cannot be written to: ENOENT."],
      ["--table", small, "has no marks between which a table could stand"],
    ] as const;
    for (const [option, file, message] of asked) {
      const { code, note, out } = await simulate(small, option, file);

      expect([code, out]).toEqual([option === "--table" ? 1 : 2, ""]);
      expect(note).toContain(message);
    }
  });

  it("refuses two scenarios of one name, whose figures would mix", async () => {
    writeFileSync(at("twin.json"), readFileSync(at("small.json")));
    const { code, note } = await simulate(at("small.json"), at("twin.json"));

    expect(code).toBe(1);
    expect(note).toContain('twin.json: name: must differ between files, "small" is there twice');
  });

  it("explains itself", async () => {
    const { code, out } = await simulate("--help");

    expect(code).toBe(0);
    expect(out).toContain("sandi simulate <file…> [options]");
    expect(out).toContain("--policies <a,b>");
    expect(out).toContain("static, fixed, cheapest, declared, smart, oracle");
  });
});
