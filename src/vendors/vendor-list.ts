import { messagebird } from "./messagebird/messagebird.js";
import { metaWhatsapp } from "./meta-whatsapp/meta-whatsapp.js";
import { sandbox } from "./sandbox/sandbox.js";
import { smpp } from "./smpp/smpp.js";
import { telegram } from "./telegram/telegram.js";
import { telnyx } from "./telnyx/telnyx.js";
import { twilio } from "./twilio/twilio.js";
import type { VendorAdapter } from "./vendor.js";
import { vonage } from "./vonage/vonage.js";

/** Every adapter there is, one line each. */
export const vendorList: readonly VendorAdapter[] = [
  messagebird,
  metaWhatsapp,
  sandbox,
  smpp,
  telegram,
  telnyx,
  twilio,
  vonage,
];
