import type { OpenAccount } from "../vendor.js";
import { dial, smtpAddress } from "./dial.js";
import type { SmtpError } from "./send.js";

const waitMs = 5000;

/** Connects and signs in, and leaves again without a message. */
export async function checkAccount(
  account: OpenAccount,
): Promise<{ ok: boolean; message: string }> {
  const address = smtpAddress(account.baseUrl);
  if (address === null) {
    const message = "The operator has set no mail server for this vendor, as smtps://host:465.";
    return { ok: false, message };
  }
  try {
    const session = await dial(account, address, waitMs);
    session.quit();
    return { ok: true, message: "The account works." };
  } catch (error) {
    return { ok: false, message: problemOf(error as SmtpError) };
  }
}

function problemOf({ code = "" }: SmtpError): string {
  switch (code) {
    case "EAUTH":
    case "ENOAUTH":
      return "The mail server refuses this user name or password.";
    case "ETLS":
      return "The mail server's line is not secret: no TLS, or a certificate that is not its own.";
    case "EDNS":
      return "The mail server's name is unknown.";
    case "EPROTOCOL":
      return "The mail server does not let us in, or is none.";
    default:
      return "The mail server could not be reached.";
  }
}
