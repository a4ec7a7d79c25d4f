import type { Channel } from "../core/otp/status.js";
import { enumType } from "./enum-type.js";

export const ChannelEnum = enumType<Channel>("Channel", "A way by which a code reaches a person.", {
  SMS: "A text message.",
  WHATSAPP: "A WhatsApp message.",
  EMAIL: "An e-mail.",
  VOICE: "A call that reads the code aloud.",
  MISSED_CALL: "A call that is not answered: the last digits of the calling number are the code.",
  TELEGRAM: "A message of Telegram's verification service.",
  VIBER: "A Viber message.",
  RCS: "An RCS message.",
});
