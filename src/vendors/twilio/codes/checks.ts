import { classTable, codeRange } from "../../class-table.js";

/**
 * Codes of Lookup, which checks numbers, and those of Verify that say something of a number or of a
 * message: both share them with the networks behind. Source: as `restErrors`.
 */
export const checkErrors = classTable({
  RECIPIENT_PERMANENT: [
    60006, // invalid number
    60200, // Verify: invalid parameter, of which the number alone varies
    60205, // a landline gets no SMS
    60540, // the carrier calls the number invalid
    60612, // no mobile number
  ],
  RECIPIENT_TEMPORARY: [
    60002, // the user could not be identified in time
    60532, // maybe two SIM cards
  ],
  ROUTE_BLOCKED: [
    60005, // error of the carrier
    60008, // carrier not supported
    60220, // China: the use has to be approved
    60410, // Verify: prefix blocked as fraud
    60511, // error behind
    60531, // carrier not found out
    ...codeRange(60533, 60534), // error of the carrier
    60600, // out of coverage
    60605, // Verify: country blocked
    60607, // country not supported
    60610, // out of coverage
  ],
  THROTTLED: [
    60202, // Verify: too many guesses
    60203, // Verify: too many messages
    60207, // Verify: rate of the service
    60212, // Verify: too many at a time to this number
    60611, // quota of the package
    60616, // look-ups per second
    60728, // messages of the account per hour
  ],
  VENDOR_DOWN: [
    60613, // the provider is slow or down
  ],
  ACCOUNT: [
    60001, // credentials at the carrier
    60004, // configuration
    60204, // not a feature of the service
    60217, // configuration of the service
    60222, // sender's address not verified
    60223, // channel disabled
    ...codeRange(60603, 60604), // SendGrid: credits, rights
    60601, // Canada: authorisation needed
    60606, // package not enabled
    60609, // not enabled
    60614, // another region
    60619, // another region
    60699, // look-ups disabled
  ],
  CONTENT: [
    60201, // template not approved
    60206, // amount and payee missing
    60214, // not by call
    ...codeRange(60218, 60219), // SendGrid: template
    60224, // values of the template missing
    ...codeRange(60226, 60229), // template
    60331, // language that is not spoken
    ...codeRange(60408, 60409), // template
    60602, // hash of the app, by SMS only
    60617, // parameters missing
    60618, // malformed parameter
  ],
  OUTCOME_UNKNOWN: [
    60003, // nothing known of the user
    60221, // no verification named
    60608, // look-up failed
    60620, // the carrier does not say all
    60621, // the carrier says nothing
  ],
});
