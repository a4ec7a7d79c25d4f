import { classTable, codeRange } from "../../class-table.js";

/**
 * Errors of WhatsApp, Viber and RCS. Source: "Chat error codes" of
 * https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes
 */
export const chatErrors = classTable({
  RECIPIENT_PERMANENT: [
    7002, // unknown user: not on this channel
    7003, // the recipient blocked the sender
    7025, // version of the app too old
    7030, // the recipient blocked the template
    7201, // device not supported
  ],
  RECIPIENT_TEMPORARY: [
    7020, // the device cannot show it
    7029, // the recipient's identity changed
  ],
  // What the channel does not carry for us, another vendor may.
  ROUTE_BLOCKED: [
    7024, // not at this hour
    7032, // the recipient gets too much marketing
    7033, // the recipient wants no marketing
  ],
  THROTTLED: [
    7016, // a sender of low quality
    7017, // too many requests
    7026, // the channel's own limit
  ],
  VENDOR_DOWN: [
    7050, // internal error of the channel
    7080, // internal error
    7082, // gateway out of order for now
  ],
  ACCOUNT: [
    7001, // unknown application
    7004, // credentials
    7005, // forbidden: not published, or not for this country
    7011, // standing of the account
    7012, // deployment
    7019, // billing
    7021, // functionality limited by Meta
    7034, // sender not registered
    7038, // kind of business account
    7081, // configuration of the sender
    7083, // service not activated
    7281, // origin
  ],
  CONTENT: [
    7006, // bad request
    7007, // kind of traffic
    7008, // parameters of the template
    7009, // template
    7010, // outside of the window for answers
    ...codeRange(7013, 7015), // media
    7018, // wrongly put together
    7022, // media not supported
    7023, // data do not fit
    7027, // content blocked
    7031, // flow
    7035, // permission to call
    ...codeRange(7036, 7037), // template not ready
    7084, // details of the sender missing
    7102, // phone matching
  ],
  OUTCOME_UNKNOWN: [
    7051, // the channel did not answer in time
    7052, // the channel's reports are out of order
    7280, // the same request was made already
  ],
});
