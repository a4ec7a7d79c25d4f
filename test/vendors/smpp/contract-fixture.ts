import { commandStatuses } from "../../../src/vendors/smpp/codes.js";
import { smpp } from "../../../src/vendors/smpp/smpp.js";
import type { OtherFixture } from "../fixture.js";
import { type SmscAct, startSmsc } from "./smsc.js";

const fixture: OtherFixture<SmscAct> = {
  adapter: smpp,
  credentials: { systemId: "sandi-otp", password: "pa55w0rd" },
  publicCredentials: ["systemId"],
  sends: [
    {
      channel: "SMS",
      accepted: (ids) => ({ kind: "accept", ids }),
      idsMax: 1,
      priced: null,
      refusals: [...commandStatuses]
        .filter(([, { failureClass }]) => failureClass !== "OUTCOME_UNKNOWN")
        .map(([status, { failureClass }]) => ({ act: { kind: "refuse", status }, failureClass })),
      throttled: null,
      refusalSaying: null,
      refusalWithUnknownCode: { kind: "refuse", status: 0x45d },
    },
  ],
  callbacks: [],
  accountWorks: { kind: "accept", ids: ["id-1"] },
  peer: {
    start: () => startSmsc(),
    silences: [{ kind: "drop" }],
    refuseAccount: { kind: "refuse_bind", status: 0x0e },
  },
};

export const contractFixture = fixture;
