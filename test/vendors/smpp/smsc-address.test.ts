import { describe, expect, it } from "vitest";
import { readSmscAddress } from "../../../src/vendors/smpp/smsc-address.js";

describe("the address of an SMSC", () => {
  it("is host and port, with the usual ways for all that is not said", () => {
    expect(readSmscAddress("smpp://smsc.example:2776")).toEqual({
      host: "smsc.example",
      port: 2776,
      isTls: false,
      systemType: "",
      windowMax: 10,
      long: "udh",
      receiptIds: "same",
      isMapErrors: false,
      sourceTon: null,
      sourceNpi: null,
    });
  });

  it("has a port of its own for each scheme", () => {
    expect(readSmscAddress("smpp://smsc.example")).toMatchObject({ port: 2775, isTls: false });
    expect(readSmscAddress("smpps://smsc.example")).toMatchObject({ port: 3550, isTls: true });
    expect(readSmscAddress("smpp://[::1]:2775")).toMatchObject({ host: "::1" });
  });

  it("says what is special about the SMSC", () => {
    const query =
      "systemType=OTP&window=50&long=payload&receiptIds=decimal&errors=map&sourceTon=5&sourceNpi=0";

    expect(readSmscAddress(`smpp://smsc.example?${query}`)).toMatchObject({
      systemType: "OTP",
      windowMax: 50,
      long: "payload",
      receiptIds: "decimal",
      isMapErrors: true,
      sourceTon: 5,
      sourceNpi: 0,
    });
  });

  it.each([
    "",
    "https://smsc.example",
    "smsc.example:2775",
    "smpp://",
    "smpp://smsc.example?window=0",
    "smpp://smsc.example?window=many",
    "smpp://smsc.example?long=sar",
    "smpp://smsc.example?windows=3",
    "smpp://smsc.example?sourceTon=7",
    "smpp://smsc.example?systemType=longer-than-twelve",
  ])("is none when it is written %j", (address) => {
    expect(readSmscAddress(address)).toBeNull();
  });
});
