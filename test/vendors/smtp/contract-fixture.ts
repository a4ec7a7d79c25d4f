import { refusalClass, replies } from "../../../src/vendors/smtp/codes.js";
import { smtp } from "../../../src/vendors/smtp/smtp.js";
import type { OtherFixture } from "../fixture.js";
import { type MailAct, startMailServer } from "./mail-server.js";

const user = { username: "otp@acme.id", password: "pa55w0rd-of-mail" };

const fixture: OtherFixture<MailAct> = {
  adapter: smtp,
  credentials: user,
  publicCredentials: ["username"],
  // The Message-ID: our reference at the sender's domain.
  idOf: () => "<ref-one@acme.id>",
  sends: [
    {
      channel: "EMAIL",
      carries: ["to", "text", "subject", "from", "reference"],
      accepted: () => ({ kind: "accept" }),
      idsMax: 1,
      priced: null,
      refusals: [
        // The server greets after 100 ms each time; codes.test.ts has all of the table.
        ...[...replies].flatMap(([stage, table]) =>
          [...table].slice(-2).map(([reply, failureClass]) => ({
            act: { kind: "refuse", stage, reply: Number(reply), text: "no" } as const,
            failureClass,
          })),
        ),
        ...["5.1.1", "4.2.2", "5.7.1"].map((enhanced) => ({
          act: { kind: "refuse", stage: "RCPT", reply: 550, text: `${enhanced} no` } as const,
          failureClass: refusalClass("RCPT", "550", enhanced) ?? "OUTCOME_UNKNOWN",
        })),
      ],
      throttled: null,
      refusalSaying: (text) => ({ kind: "refuse", stage: "RCPT", reply: 550, text }),
      refusalWithUnknownCode: { kind: "refuse", stage: "RCPT", reply: 599, text: "sunspots" },
    },
  ],
  callbacks: [],
  accountWorks: { kind: "accept" },
  peer: {
    start: () => startMailServer(user),
    silences: [{ kind: "drop", stage: "TAKEN" }],
    refuseAccount: { kind: "refuse", stage: "AUTH", reply: 535, text: "5.7.8 no" },
  },
};

export const contractFixture = fixture;
