import { awsSms } from "./aws-sms/aws-sms.js";
import { generic } from "./generic/generic.js";
import { infobip } from "./infobip/infobip.js";
import { mailgun } from "./mailgun/mailgun.js";
import { messagebird } from "./messagebird/messagebird.js";
import { metaWhatsapp } from "./meta-whatsapp/meta-whatsapp.js";
import { plivo } from "./plivo/plivo.js";
import { sandbox } from "./sandbox/sandbox.js";
import { sendgrid } from "./sendgrid/sendgrid.js";
import { ses } from "./ses/ses.js";
import { sinch } from "./sinch/sinch.js";
import { smpp } from "./smpp/smpp.js";
import { smtp } from "./smtp/smtp.js";
import { telegram } from "./telegram/telegram.js";
import { telnyx } from "./telnyx/telnyx.js";
import { twilio } from "./twilio/twilio.js";
import type { VendorAdapter } from "./vendor.js";
import { vonage } from "./vonage/vonage.js";

/** Every adapter there is, one line each. */
export const vendorList: readonly VendorAdapter[] = [
  awsSms,
  generic,
  infobip,
  mailgun,
  messagebird,
  metaWhatsapp,
  plivo,
  sandbox,
  sendgrid,
  ses,
  sinch,
  smpp,
  smtp,
  telegram,
  telnyx,
  twilio,
  vonage,
];
