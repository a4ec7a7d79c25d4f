import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { checkAccount } from "../../../src/vendors/smtp/check-account.js";
import { connectSmtp, type SmtpWaits } from "../../../src/vendors/smtp/connection.js";
import { smtpAddress } from "../../../src/vendors/smtp/dial.js";
import type { OpenAccount, SendRequest, VendorConnection } from "../../../src/vendors/vendor.js";
import { until } from "../../support/until.js";
import { sampleMessage } from "../one-answer.js";
import { type MailServer, startMailServer } from "./mail-server.js";

const user = { username: "otp@acme.id", password: "pa55w0rd-of-mail" };
const waits = { stepMs: 5000, idleMs: 10_000 };
const message: SendRequest = {
  ...sampleMessage,
  channel: "EMAIL",
  reference: "AZ-_09",
  to: "ani.putri@example.org",
  from: "no-reply@acme.id",
  subject: "Kode masuk – 验证码",
  text: "Kode 493817\n.\nAnda – 😀",
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const accountAt = (baseUrl: string, credentials: OpenAccount["credentials"] = user) => ({
  accountId: "account-1",
  baseUrl,
  credentials,
  callbackUrl: "https://sandi.example/callbacks/account-1",
  vendor: "smtp",
});

async function serve(...options: Parameters<typeof startMailServer>[1][]): Promise<MailServer> {
  const server = await startMailServer(user, ...options);
  closing.push(() => server.close());
  return server;
}

function connectTo(
  { url }: { readonly url: string },
  changes: Partial<SmtpWaits> = {},
): VendorConnection {
  const connection = connectSmtp(accountAt(url), { ...waits, ...changes });
  closing.unshift(() => connection.close());
  return connection;
}

describe("a mail", () => {
  it("arrives as it was written, for one recipient, without asking for notifications", async () => {
    const server = await serve();
    const outcome = await connectTo(server).send(message);
    const [mail] = server.requests;

    expect(outcome).toEqual({
      kind: "accepted",
      vendorMessageIds: ["<AZ-_09@acme.id>"],
      charged: "maybe",
      price: null,
    });
    expect(mail).toMatchObject({
      from: "no-reply@acme.id",
      to: ["ani.putri@example.org"],
      user: user.username,
    });
    expect(mail?.texts).toContain("Kode masuk – 验证码");
    expect(mail?.texts[0]).toContain("Kode 493817\n.\nAnda – 😀");
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated\r$/im);
    expect(mail?.parameters.filter((name) => /^(RET|ENVID|NOTIFY|ORCPT)$/.test(name))).toEqual([]);
  });

  it("cannot be turned into another by what stands in its fields", async () => {
    const server = await serve();
    const odd = { ...message, subject: "a\r\nBcc: eve@example.org\r\n\r\nx", locale: "id\r\nX: y" };
    await connectTo(server).send(odd);

    expect(server.requests[0]?.to).toEqual(["ani.putri@example.org"]);
    expect(server.requests[0]?.raw).not.toMatch(/^(Bcc|X):/im);
  });
});

describe("sessions with a mail server", () => {
  it("are kept for the next message and closed when idle, five at most", async () => {
    const server = await serve();
    const connection = connectTo(server, { idleMs: 50 });
    await Promise.all(Array.from({ length: 20 }, () => connection.send(message)));

    expect(server.requests).toHaveLength(20);
    expect(server.sessions.opened).toBeLessThanOrEqual(5);
    await until("sessions end", () => Promise.resolve(server.sessions.open === 0));
  });

  it("that the server has closed are replaced, and the message is sent once", async () => {
    const server = await serve();
    const connection = connectTo(server);
    await connection.send(message);
    server.dropSessions();
    const outcome = await connection.send(message);

    expect(outcome.kind).toBe("accepted");
    expect(server.requests).toHaveLength(2);
    expect(server.sessions.opened).toBe(2);
  });

  it("end with their connection, after what is under way", async () => {
    const server = await serve();
    const connection = connectTo(server);
    const outcome = connection.send(message);
    await connection.close();

    expect((await outcome).kind).toBe("accepted");
    await until("sessions end", () => Promise.resolve(server.sessions.open === 0));
  });
});

describe("a line that is lost", () => {
  it.each(["GREETING", "AUTH", "MAIL", "RCPT"] as const)(
    "at %s has taken no message along",
    async (stage) => {
      const server = await serve();
      server.act = { kind: "drop", stage };

      expect(await connectTo(server).send(message)).toMatchObject({
        kind: "rejected",
        failureClass: "VENDOR_DOWN",
        charged: "no",
      });
    },
  );

  it.each([
    { kind: "drop", stage: "DATA" },
    { kind: "drop", stage: "TAKEN" },
    { kind: "hang" },
  ] as const)(
    "or silent after the message (%j) leaves nobody knowing, and nothing is repeated",
    async (act) => {
      const server = await serve();
      server.act = act;

      const stepMs = act.kind === "hang" ? 400 : waits.stepMs;

      expect(await connectTo(server, { stepMs }).send(message)).toMatchObject({
        kind: "unknown",
        charged: "maybe",
      });
      expect(server.sessions.opened).toBe(1);
    },
  );

  it("to a server that never greets is given up in time", async () => {
    const silent: Server = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    const connection = connectSmtp(accountAt(`smtp://127.0.0.1:${port}`), { ...waits, stepMs: 80 });

    expect(await connection.send(message)).toMatchObject({
      kind: "rejected",
      failureClass: "VENDOR_DOWN",
    });
    await connection.close();
    silent.close();
  });
});

describe("an account of a mail server", () => {
  it("with a wrong password is told so, and its messages are not sent", async () => {
    const server = await serve();
    const wrong = accountAt(server.url, { ...user, password: "another" });
    const connection = connectSmtp(wrong, waits);

    expect(await checkAccount(wrong)).toEqual({
      ok: false,
      message: "The mail server refuses this user name or password.",
    });
    expect(await connection.send(message)).toMatchObject({
      failureClass: "ACCOUNT",
      charged: "no",
    });
    await connection.close();
  });

  it("whose server has no certificate of its own is told so, and gets no password", async () => {
    let asked = 0;
    const server = await serve({
      secure: true,
      onAuth(_auth, _session, done) {
        asked += 1;
        done(null, { user: "x" });
      },
    });

    expect(await checkAccount(accountAt(server.url))).toMatchObject({ ok: false });
    expect(await connectTo(server).send(message)).toMatchObject({
      kind: "rejected",
      failureClass: "VENDOR_DOWN",
    });
    expect(asked).toBe(0);
  });

  it.each(["", "https://mail.acme.id", "smtp://", "mail.acme.id:25"])(
    "whose operator set %j as its address is told so",
    async (baseUrl) => {
      expect(await checkAccount(accountAt(baseUrl))).toMatchObject({
        ok: false,
        message: expect.stringContaining("operator"),
      });
      expect(await connectSmtp(accountAt(baseUrl)).send(message)).toMatchObject({
        kind: "rejected",
        failureClass: "VENDOR_DOWN",
        charged: "no",
      });
    },
  );

  it.each([
    ["smtps://mail.acme.id", { host: "mail.acme.id", port: 465, isTls: true, isLocal: false }],
    ["smtp://mail.acme.id", { host: "mail.acme.id", port: 587, isTls: false, isLocal: false }],
    ["smtp://localhost:2525", { host: "localhost", port: 2525, isTls: false, isLocal: true }],
    ["smtp://[::1]:25", { host: "::1", port: 25, isTls: false, isLocal: true }],
    ["smtp://127.0.0.1.evil.example", expect.objectContaining({ isLocal: false })],
  ])("at %s is reached as such", (url, address) => {
    expect(smtpAddress(url)).toEqual(address);
  });
});
