import { classTable, codeRange } from "../../class-table.js";

/**
 * Codes of channels: WhatsApp, Messenger, RCS. Source: as `restErrors`; those of WhatsApp are set
 * beside Meta's own at https://www.twilio.com/docs/whatsapp/tutorial/error-codes.
 */
export const channelErrors = classTable({
  RECIPIENT_PERMANENT: [
    63003, // the channel knows no such recipient
    63014, // blocked by something the user did
    63024, // invalid recipient of the channel
    63031, // From and To are the same
    63033, // blocked by the recipient
  ],
  RECIPIENT_TEMPORARY: [
    63029, // the phone could not fetch the template
    63036, // RCS: cannot be reached for now: switched off
  ],
  ROUTE_BLOCKED: [
    63011, // the channel does not tell what the phone can do
    63026, // flagged as spam
    63032, // the user is part of an experiment of WhatsApp's
    63049, // Meta chose not to deliver; unconfirmed
  ],
  THROTTLED: [
    63017, // messages per second
    63018, // rate of the channel
    63038, // messages of the account per day
    63039, // too many to this person, says Facebook
  ],
  VENDOR_DOWN: [
    63010, // internal error of Twilio's
    63012, // the channel's provider has an error of its own
  ],
  ACCOUNT: [
    63001, // the channel could not authenticate the account
    63002, // the channel does not know the sender
    63008, // the channel is not set up as it should be
    63015, // the channel's sandbox reaches those who joined only
    63020, // an error of the business account at Meta
    63022, // the certificate of the sender's name
    63035, // RCS: not launched, reaches testers only
    63051, // business account locked
    63062, // Meta's terms are not accepted
  ],
  CONTENT: [
    63005, // the channel does not take the content
    63006, // the content has no form on the channel
    63007, // the account has no such sender on the channel
    63013, // against the channel's policy
    63016, // free text outside of the 24 hours' window
    63019, // media could not be fetched
    63021, // the channel calls the content invalid
    63025, // media is there already
    63027, // no template of that name and language
    63028, // number of the template's variables
    63030, // a parameter that the template does not take
    63034, // media too large
    63037, // media could not be handed over
    63040, // template rejected
    63041, // template paused
    63042, // template disabled
    ...codeRange(63043, 63045), // sample of a template's media
    63047, // sample of a template's media
  ],
  OUTCOME_UNKNOWN: [
    63009, // the channel's provider does not say why
    63023, // the channel does not say why
    63046, // a notice: template approved
  ],
});
