import { Script } from "node:vm";
import fastify from "fastify";
import { expect, test } from "vitest";
import { registerGraphiql } from "../../src/http/graphiql.js";

test("GraphiQL and all that it loads come from this server, by policy too", async () => {
  const app = fastify();
  await registerGraphiql(app);
  try {
    const page = await app.inject("/graphiql");
    const loaded = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    const files = loaded.filter((url) => !url.startsWith("data:"));

    expect(page.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(page.headers["content-security-policy"]).toContain("script-src 'self';");
    expect(files).toHaveLength(6);
    for (const file of files) {
      expect(file).toMatch(/^\/graphiql\//);
      const answer = await app.inject(file);
      expect({ file, status: answer.statusCode }).toEqual({ file, status: 200 });
      expect(answer.body.length).toBeGreaterThan(20);
    }
    const css = await app.inject("/graphiql/graphiql.css");
    expect(css.body).not.toMatch(/url\(["']?https?:/);
  } finally {
    await app.close();
  }
});

test("the page's own script is JavaScript that a strict reader takes", async () => {
  const { graphiqlStart } = await import("../../src/http/graphiql-start.js");
  expect(() => new Script(graphiqlStart)).not.toThrow();
});
