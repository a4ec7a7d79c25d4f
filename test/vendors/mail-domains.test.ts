import { createSocket, type Socket } from "node:dgram";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMailDomains } from "../../src/vendors/mail-domains.js";

/** Answers by the first label of the name; what begins with "silent" gets none. */
let server: Socket;
let asked: string[] = [];

beforeAll(async () => {
  server = createSocket("udp4");
  server.on("message", (query, from) => {
    const { name, type, end } = questionOf(query);
    asked.push(`${name} ${type}`);
    const answer = answerTo(name, type);
    if (answer !== null) {
      const flags = Buffer.from([0x81, 0x80 | answer.code]);
      const counts = Buffer.from([0, 1, 0, answer.data === null ? 0 : 1, 0, 0, 0, 0]);
      const question = query.subarray(12, end);
      const record = answer.data === null ? Buffer.alloc(0) : recordOf(type, answer.data);
      const parts = [query.subarray(0, 2), flags, counts, question, record];
      server.send(Buffer.concat(parts), from.port, from.address);
    }
  });
  await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
});
afterAll(() => void server.close());

function questionOf(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let size = query[at] ?? 0; size > 0; size = query[at] ?? 0) {
    labels.push(query.toString("latin1", at + 1, at + 1 + size));
    at += size + 1;
  }
  return { name: labels.join("."), type: query.readUInt16BE(at + 1), end: at + 5 };
}

const mx = 15;
const a = 1;

function answerTo(name: string, type: number): { code: number; data: Buffer | null } | null {
  if (name.startsWith("silent")) {
    return null;
  }
  if (name.startsWith("nowhere")) {
    return { code: 3, data: null };
  }
  if (name.startsWith("broken")) {
    return { code: 2, data: null };
  }
  if (type === mx && name.startsWith("mail")) {
    return { code: 0, data: Buffer.from([0, 10, 2, 0x6d, 0x78, 0]) };
  }
  if (type === mx && name.startsWith("null")) {
    return { code: 0, data: Buffer.from([0, 0, 0]) };
  }
  if (type === a && name.startsWith("host")) {
    return { code: 0, data: Buffer.from([192, 0, 2, 1]) };
  }
  return { code: 0, data: null };
}

function recordOf(type: number, data: Buffer): Buffer {
  const head = Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, data.length]);
  return Buffer.concat([head, data]);
}

function domains(now: () => Date = () => new Date(0), timeoutMs = 2_000) {
  asked = [];
  const { port } = server.address() as AddressInfo;
  const servers = [`127.0.0.1:${port}`];
  return createMailDomains({ servers, timeoutMs, sure: ["mail-sure.test"], now });
}

/** The same where the domains that surely take mail are told to be something else. */
function domainsBehind(sure: readonly string[], now: () => Date = () => new Date(0)) {
  asked = [];
  const { port } = server.address() as AddressInfo;
  return createMailDomains({ servers: [`127.0.0.1:${port}`], timeoutMs: 2_000, sure, now });
}

describe("mail domains", () => {
  it.each([
    ["mail.test", "mail"],
    ["host.test", "mail"],
    ["null.test", "no_mail"],
    ["bare.test", "no_mail"],
    ["nowhere.test", "no_domain"],
    ["broken.test", "unknown"],
  ])("of %s say %s", async (domain, answer) => {
    expect(await domains().ask(domain)).toEqual({ answer, at: new Date(0) });
  });

  it.each(["nowhere.test", "bare.test"])(
    "of %s are not known where the name servers do not find what surely takes mail",
    async (domain) => {
      const told = await domainsBehind(["nowhere-sure.test", "broken-sure.test"]).ask(domain);
      expect(told.answer).toBe("unknown");
    },
  );

  it("are believed again within a minute of the name servers' recovery", async () => {
    let at = new Date(0);
    const sure = ["nowhere-sure.test"];
    const broken = domainsBehind(sure, () => at);
    expect((await broken.ask("nowhere.test")).answer).toBe("unknown");
    sure[0] = "mail-sure.test";
    at = new Date(60_000);
    expect((await broken.ask("nowhere.test")).answer).toBe("no_domain");
  });

  it("ask for what surely takes mail only where a domain has none, once a minute", async () => {
    const mail = domains();
    await mail.ask("mail.test");
    expect(asked.filter((one) => one.startsWith("mail-sure"))).toEqual([]);
    await Promise.all(["nowhere1.test", "nowhere2.test", "bare.test"].map((one) => mail.ask(one)));
    expect(asked.filter((one) => one.startsWith("mail-sure"))).toEqual([`mail-sure.test ${mx}`]);
  });

  it("do not wait for a name server that is silent", async () => {
    expect((await domains(undefined, 100).ask("silent.test")).answer).toBe("unknown");
  });

  it("are asked about once an hour, by however many at once", async () => {
    let now = new Date(0);
    const mail = domains(() => now);
    await Promise.all([mail.ask("mail.test"), mail.ask("mail.test")]);
    now = new Date(3_599_999);
    expect((await mail.ask("mail.test")).at).toEqual(new Date(0));
    expect(asked).toEqual(["mail.test 15"]);

    now = new Date(3_600_000);
    expect((await mail.ask("mail.test")).at).toEqual(now);
    expect(asked).toHaveLength(2);
  });

  it("know those that give out throw-away addresses, and names under them", () => {
    const mail = domains();
    expect(mail.isDisposable("mailinator.com")).toBe(true);
    expect(mail.isDisposable("any.mailinator.com")).toBe(true);
    expect(mail.isDisposable("example.com")).toBe(false);
    expect(mail.isDisposable("com")).toBe(false);
  });
});
