import type { OpenAccount } from "../vendor.js";
import { bind, type BindRefusal } from "./bind.js";
import { readSmscAddress } from "./smsc-address.js";
import { usualTiming } from "./timing.js";

const complaints: ReadonlyMap<string, string> = new Map([
  ["ESME_RINVSYSID", "The SMSC does not know this systemId."],
  ["ESME_RINVPASWD", "The password is not that of this systemId."],
  ["ESME_RBINDFAIL", "The SMSC refuses the bind: systemId, password, or the address we call from."],
  ["ESME_RINVSYSTYP", "The SMSC wants another system type; the operator sets it."],
  ["ESME_RPROHIBITED", "This systemId may not bind as transceiver."],
  ["ESME_RINVCMDID", "The SMSC cannot bind a transceiver: it speaks no SMPP 3.4."],
  ["ESME_RTHROTTLED", "The SMSC takes no more binds for the moment. Try again later."],
  ["ESME_RSYSERR", "The SMSC is out of order. Try again later."],
]);

/** Binds and says good-bye, which sends nothing. */
export async function checkAccount(
  account: OpenAccount,
): Promise<{ ok: boolean; message: string }> {
  const address = readSmscAddress(account.baseUrl);
  if (address === null) {
    return { ok: false, message: "The operator has set no SMPP address for this vendor." };
  }
  // What comes meanwhile is for those who stay.
  const listener = { delivered: () => Promise.resolve(0x64), lost: () => {} };
  const binding = await bind(address, account.credentials, listener, usualTiming);
  if (!binding.ok && binding.refusal.code === "ESME_RALYBND") {
    return { ok: true, message: "The account is bound already, as often as the SMSC allows." };
  }
  if (!binding.ok) {
    return { ok: false, message: complaint(binding.refusal) };
  }
  await binding.link.close();
  return { ok: true, message: "The account works." };
}

function complaint({ code, text }: BindRefusal): string {
  return code === null
    ? `The SMSC could not be reached: ${text}.`
    : (complaints.get(code) ?? `The SMSC refuses the bind: ${code}.`);
}
