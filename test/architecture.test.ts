import { describe, expect, it } from "vitest";
import { readFacts, readSourceFiles, type SourceFacts } from "./support/source-files.js";

/** What each folder of src may import beside itself. `type:` allows types only. */
const importTable: Readonly<Record<string, readonly string[]>> = {
  core: [],
  market: ["core"],
  flow: ["core"],
  manage: ["core", "flow"],
  reports: ["core", "type:flow"],
  store: ["core", "type:flow", "type:manage", "type:reports"],
  events: ["core", "type:flow"],
  vendors: ["core", "type:flow"],
  jobs: ["core", "flow", "manage"],
  graphql: ["core", "flow", "manage", "reports"],
  http: ["core", "flow", "manage", "graphql/server"],
  sandbox: ["core", "market"],
  simulate: ["core", "market"],
  dashboard: [],
};
const rootFiles = ["config.ts", "log.ts"];
const composition = /^src\/(app(-[a-z]+)?|ground|main|cli)\.ts$|^src\/cli\//;

/** Packages that only some folders may import; others are free outside core, flow and market. */
const packageHomes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(react|react-dom|urql|lucide-react)(\/|$)|^@(urql|tanstack)\//, ["dashboard"]],
  [/^graphql-ws$/, ["http", "dashboard"]],
  [/^(pg|typeorm|pg-.*)$/, ["store"]],
  [/^(@apollo\/.*|type-graphql|graphql|graphql-.*|@as-integrations\/.*)$/, ["graphql", "http"]],
  [/^(fastify|@fastify\/.*|ws)$/, ["http", "sandbox", "graphql"]],
];
const purePackages: Readonly<Record<string, RegExp>> = {
  core: /^(libphonenumber-js(\/.*)?|decimal\.js|node:(crypto|assert\/strict|net))$/,
  market: /^(node:(crypto|assert\/strict)|zod)$/,
  flow: /^(node:(crypto|assert\/strict|timers\/promises)|dataloader|uuidv7)$/,
};

/** What tools write has the shape that they give it. */
const isWritten = ({ path }: { readonly path: string }) => !path.endsWith(".generated.ts");
const src = readSourceFiles("src").filter(isWritten).map(readFacts);
const everything = [...src, ...readSourceFiles("test").map(readFacts)];

function folderOf(path: string): string {
  return path.split("/")[1] ?? "";
}

function mayImport(facts: SourceFacts, target: string, isTypeOnly: boolean): boolean {
  const { path } = facts.file;
  const folder = folderOf(path);
  if (composition.test(path) || folderOf(target) === folder) {
    return true;
  }
  if (rootFiles.includes(folderOf(target))) {
    return folder !== "core" && folder !== "market";
  }
  return (importTable[folder] ?? []).some((allowed) => {
    const [, kind, prefix = ""] = /^(type:)?(.*)$/.exec(allowed) ?? [];
    const inside = target === `src/${prefix}.ts` || target.startsWith(`src/${prefix}/`);
    return inside && (kind === undefined || isTypeOnly);
  });
}

describe("the import table", () => {
  it("knows every folder of src", () => {
    const folders = src
      .map(({ file }) => folderOf(file.path))
      .filter((folder) => !folder.endsWith(".ts") && folder !== "cli");

    expect([...new Set(folders)].filter((folder) => !(folder in importTable))).toEqual([]);
  });

  it("is kept", () => {
    const broken = src.flatMap((facts) =>
      facts.imports
        .filter(({ target }) => target !== null)
        .filter(({ target, isTypeOnly }) => !mayImport(facts, target ?? "", isTypeOnly))
        .map(({ target }) => `${facts.file.path} imports ${target}`),
    );

    expect(broken).toEqual([]);
  });

  it("keeps packages where they belong", () => {
    const broken = src.flatMap((facts) => {
      const { path } = facts.file;
      const folder = folderOf(path);
      return facts.imports
        .filter(({ target }) => target === null)
        .filter(({ from, isTypeOnly }) => {
          const pure = purePackages[folder];
          if (pure !== undefined) {
            return !pure.test(from);
          }
          const home = packageHomes.find(([name]) => name.test(from));
          // A folder may be handed a pool or a server and name its type.
          return !composition.test(path) && !isTypeOnly && home && !home[1].includes(folder);
        })
        .map(({ from }) => `${path} imports ${from}`);
    });

    expect(broken).toEqual([]);
  });

  it("lets nobody build on the dashboard", () => {
    const users = src.flatMap(({ file, imports }) =>
      imports
        .filter(({ target }) => folderOf(target ?? "") === "dashboard")
        .filter(() => folderOf(file.path) !== "dashboard")
        .map(({ target }) => `${file.path} imports ${target}`),
    );

    expect(users).toEqual([]);
  });

  it("has no circle", () => {
    expect(findCircle(src)).toBeNull();
  });

  it("is not dodged by import() at run time", () => {
    // The dashboard's pages are loaded one by one, and only its table of addresses does that;
    // of the commands only the one that was called is loaded.
    const tables = ["src/dashboard/app/routes.tsx", "src/cli.ts"];
    const places = src
      .filter(({ file }) => !tables.includes(file.path))
      .flatMap(({ file, dynamicImports }) => dynamicImports.map((line) => `${file.path}:${line}`));

    expect(places).toEqual([]);
  });
});

describe("sizes", () => {
  it("keeps files within 400 lines", () => {
    const long = everything
      .filter(({ file }) => file.lines.length > 401)
      .map(({ file }) => `${file.path} has ${file.lines.length - 1} lines`);

    expect(long).toEqual([]);
  });

  it("keeps functions within 70 lines", () => {
    const long = src
      .flatMap(({ functions }) => functions)
      .filter(({ lines }) => lines > 70)
      .map(({ name, lines }) => `${name} has ${lines} lines`);

    expect(long).toEqual([]);
  });

  it("keeps lines within 100 characters", () => {
    // The compiler reads the messages' parameters from these literals, so none can be in pieces.
    const isMessage = (path: string, line: string) =>
      (path === "src/core/messages/en.ts" || path.endsWith(".words.ts")) &&
      /^ {4}"[^"]*",$/.test(line);
    const wide = everything.flatMap(({ file }) =>
      file.lines.flatMap((line, index) =>
        Array.from(line).length > 100 && !isMessage(file.path, line)
          ? [`${file.path}:${index + 1}`]
          : [],
      ),
    );

    expect(wide).toEqual([]);
  });
});

describe("names", () => {
  it("are in kebab-case", () => {
    const odd = everything
      .map(({ file }) => file.path)
      .filter((path) => !/^[a-z0-9]+(?:[-/.][a-z0-9]+)*$/.test(path));

    expect(odd).toEqual([]);
  });

  it("say what a file is about", () => {
    const vague = /(^|[-/.])(utils?|helpers?|common|managers?|services?|misc|shared)([-/.]|$)/;

    expect(everything.map(({ file }) => file.path).filter((path) => vague.test(path))).toEqual([]);
  });
});

describe("what code may touch", () => {
  function uses(files: readonly SourceFacts[], forbidden: RegExp): string[] {
    return files.flatMap(({ file, globals }) =>
      globals
        .filter(({ what }) => forbidden.test(what))
        .map(({ what, line }) => `${file.path}:${line} ${what}`),
    );
  }

  it("reads the environment in config.ts only", () => {
    const others = src.filter(({ file }) => file.path !== "src/config.ts");

    expect(uses(others, /^process\.env$/)).toEqual([]);
  });

  it("has no clock and no chance in core and market", () => {
    const pure = src.filter(({ file }) => /^src\/(core|market)\//.test(file.path));

    expect(
      uses(pure, /^(Date\.now|new Date\(\)|Math\.random|performance\.now|crypto\.random.*)$/),
    ).toEqual([]);
  });
});

describe("comments", () => {
  it("stand before every export of core, flow, vendors and store/sql", () => {
    const bare = src
      .filter(({ file }) => /^src\/(core|flow|vendors|store\/sql)\//.test(file.path))
      .flatMap(({ file, bareExports }) => bareExports.map((line) => `${file.path}:${line}`));

    expect(bare).toEqual([]);
  });

  it("leave nothing to be done later", () => {
    const later = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME"].join("|")})\\b`);
    const places = everything.flatMap(({ file }) =>
      file.lines.flatMap((line, index) => (later.test(line) ? [`${file.path}:${index + 1}`] : [])),
    );

    expect(places).toEqual([]);
  });
});

describe("modules", () => {
  it("are not there to pass on what others export", () => {
    const barrels = src
      .filter(({ hasStarExport, hasOwnCode }) => hasStarExport || !hasOwnCode)
      .map(({ file }) => file.path);

    expect(barrels).toEqual([]);
  });
});

/** The files of one import circle in order, or null. */
function findCircle(files: readonly SourceFacts[]): string[] | null {
  const imports = new Map(
    files.map(({ file, imports }) => [
      file.path,
      imports.flatMap(({ target }) => (target === null ? [] : [target])),
    ]),
  );
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(path)) {
      return [...trail.slice(trail.indexOf(path)), path];
    }
    if (done.has(path)) {
      return null;
    }
    for (const target of imports.get(path) ?? []) {
      const circle = visit(target, [...trail, path]);
      if (circle !== null) {
        return circle;
      }
    }
    done.add(path);
    return null;
  };
  for (const path of imports.keys()) {
    const circle = visit(path, []);
    if (circle !== null) {
      return circle;
    }
  }
  return null;
}
