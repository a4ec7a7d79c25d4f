/**
 * What each error says in English, by code; the words in braces are the parameters of `fail`.
 * {seconds} is filled from retryAfterMs. Every sentence says what is wrong and, where there is
 * something to do, what to do next; none carries a code, a number or a secret. Each is one literal,
 * however long: the types of the parameters are read from it.
 */
export const englishMessages = {
  // Top level
  UNAUTHENTICATED:
    "Not signed in: send a valid, unexpired API key as “Authorization: Bearer <key>”.",
  FORBIDDEN: "This key may not do that: it lacks {scope}. Use a key that holds it.",
  BAD_REQUEST: "The request cannot be read: {reason}",
  LIMITED: "A limit was reached: {limit}. Ask for less, or try again in {seconds} s.",
  CURSOR_EXPIRED:
    "Events that old are no longer kept. Start again from {oldestCursor}, the oldest cursor that is.",
  UNAVAILABLE: "The service cannot answer right now. Try again in {seconds} s.",
  INTERNAL: "Something went wrong on our side. Quote report {reportId} to support.",

  // Values
  NOT_FOUND: "There is no {thing} with this id. Check the id, and that it is yours.",
  TOO_LONG: "Too long: at most {max} characters.",
  TOO_MANY_ITEMS: "Too many entries: at most {max}.",
  INVALID_TEXT: "This must not be empty and must not hold control characters.",
  OUT_OF_RANGE: "Out of range: give a value from {min} to {max}.",
  INVALID_MONEY:
    "Not an amount: give a decimal of at most 12 digits before and 6 after the point, from {min}.",
  INVALID_LOCALE: "“{locale}” is not a language tag. Give one like en or id-ID.",
  INVALID_TIME: "This time cannot be used: {reason}",
  INVALID_TIME_ZONE: "“{zone}” is not a time zone. Give an IANA name like Asia/Jakarta.",
  INVALID_URL: "Not a web address: give a whole one that starts with https://.",
  UNKNOWN_COUNTRY: "“{country}” is not a country. Give an ISO 3166-1 code of two letters, like ID.",
  UNKNOWN_CURRENCY: "“{currency}” is not a currency in use. Give an ISO 4217 code, like IDR.",
  DUPLICATE_ITEM: "“{item}” is given twice. Leave one of them out.",
  RATE_LIMITED: "Too many requests. Try again in {seconds} s.",

  // Sends
  PLAN_NOT_FOUND: "There is no plan “{plan}”. Check the name, or create the plan first.",
  PLAN_ARCHIVED: "The plan “{plan}” is archived. Use another plan.",
  RECIPIENT_MISSING: "No recipient: give a phone number, an e-mail address, or both.",
  INVALID_PHONE:
    "Not a phone number that can exist. Give it with its country code, like +62812…, or set defaultCountry.",
  COUNTRY_MISMATCH:
    "The number belongs to {actual}, defaultCountry says {expected}. Correct one of them, or leave defaultCountry out.",
  INVALID_EMAIL: "Not an e-mail address. Give one like name@example.com.",
  INVALID_CODE:
    "The code does not fit the plan: {length} characters, {alphabet} only. Correct it, or leave it out and we make one.",
  INVALID_IP: "Not an IP address. Give an IPv4 or IPv6 address without a port.",
  IDEMPOTENCY_CONFLICT:
    "This idempotencyKey was used with another request. Use a new key for a new request.",
  COUNTRY_NOT_SERVED: "The plan does not serve {country}. Add the country to the plan.",
  NO_ROUTE:
    "No step of the plan can reach this recipient: {reason}. See skippedSteps and the plan's problems.",
  BUDGET_EXHAUSTED:
    "The {budget} has no room for another attempt. Raise its limit; a budget per day or month " +
    "also starts anew by itself.",
  COST_CAP_TOO_LOW: "The cheapest attempt costs more than the cap for one send. Raise {cap}.",
  BLOCKED_BY_GUARD: "A guard rule stopped this request: {rule}.",
  SEND_CLOSED: "This send is over. Start a new one with sendOtp.",
  COOLDOWN: "A code was sent a moment ago. Try again in {seconds} s.",
  RESENDS_EXHAUSTED: "All {max} resends of this send are used. Start a new one with sendOtp.",
  CHANNEL_NOT_IN_PLAN:
    "No step of the plan uses {channel}. Leave the channel out, or pick another.",

  // Plans
  KEY_TAKEN: "You already have a plan with the key “{key}”. Choose another key.",
  KEY_FIXED: "A plan keeps its key “{key}”. Create a new plan to use another one.",
  INVALID_KEY:
    "Not a key: a lower-case letter first, then lower-case letters, digits and hyphens, 63 in all at most.",
  NO_STEPS: "A plan needs at least one step.",
  TOO_MANY_STEPS: "A plan has at most {max} steps.",
  NO_VENDORS: "A step needs at least one vendor.",
  VENDOR_NOT_FOUND: "There is no vendor “{vendor}”. The query “vendors” lists them.",
  ACCOUNT_NOT_FOUND:
    "You have no connected account with this id at this vendor. The query “vendorAccounts” lists yours.",
  CHANNEL_NOT_OFFERED: "{vendor} does not offer {channel}. Choose another vendor or channel.",
  WEIGHT_MISSING: "Strategy WEIGHTED needs a weight for every vendor of the step.",
  INVALID_TEMPLATE: "The message cannot be used: {problem}",
  STRATEGY_NOT_AVAILABLE: "{name} is not available yet. Use one of: {available}.",
  GUARD_NOT_AVAILABLE: "Rules of kind {name} are not available yet. Use one of: {available}.",
  WINDOW_INCOMPLETE: "limit and windowSec go together: give {missing} as well, or neither.",
  WINDOW_NOT_ALLOWED: "windowSec goes with kind PREFIX_RATE only. Leave it out.",
  REVISION_NOT_FOUND: "The plan has no revision {revision}.",
  REVISION_CONFLICT:
    "The plan is at revision {current}, not {expected}. Read it again and repeat the change on top.",

  // Vendor accounts
  NO_CHANNELS: "Name at least one channel.",
  CREDENTIAL_MISSING: "The credential “{name}” is missing. This vendor needs: {needed}.",
  CREDENTIAL_UNKNOWN: "This vendor has no credential “{name}”. It takes: {needed}.",
  INVALID_CREDENTIAL: "The credential “{name}” cannot be used, at {place}: {reason}",
  LABEL_TAKEN: "You already have an account with the label “{label}”. Choose another label.",
  INVALID_SENDER: "The sender for {channel} cannot be used: {reason}",
  ACCOUNT_DISCONNECTED: "This account is disconnected. Connect it again with connectVendor.",
  NOT_PAUSED:
    "Nothing is paused there. Pauses end only where they were set: same vendor, channel and country.",

  // Budgets
  PLAN_REQUIRED: "A budget of scope PLAN needs planId.",
  PLAN_NOT_ALLOWED: "planId goes with scope PLAN only. Leave it out.",
  COUNTRY_REQUIRED: "A budget of scope COUNTRY needs country.",
  COUNTRY_NOT_ALLOWED: "country goes with scope COUNTRY only. Leave it out.",

  // Exports
  GROUP_BY_REQUIRED: "The rows of {kind} are groups: say in groupBy of what.",
  GROUP_BY_NOT_ALLOWED: "{kind} has one row for each line: groupBy goes with reports only.",
  TOO_MANY_EXPORTS:
    "There are {max} exports on their way, the most at a time. Try again in {seconds} s, or when one is done.",
  LINK_INVALID: "This link is not whole, or was altered. Read downloadUrl again for a good one.",
  LINK_EXPIRED: "This link has expired. Read downloadUrl again for a new one.",
  EXPORT_EXPIRED: "This export has expired, and its file is gone. Ask for a new one.",

  // Look-ups and checks of lists
  LOOK_UP_ACCOUNT:
    "No connected account of your own that looks numbers up. Take one at a vendor with the feature NUMBER_CHECK.",
  LOOK_UP_PRICE:
    "What a look-up there costs in {currency} is not known yet. Give it by your contract.",
  NO_EXCHANGE_RATE:
    "{currency} has no exchange rate to your currency. Use another one, or ask the operator for a rate.",
  BUDGET_TOO_SMALL:
    "The {budget} has {available} left, and the look-ups cost {cost} at most. Raise its limit, or give a lower maxCost.",
  TOO_MANY_LIST_CHECKS:
    "There are {max} checks of lists that are not over, the most at a time. Try again in {seconds} s, or cancel one.",
  NOT_ESTIMATED: "Only a check that is ESTIMATED waits to be started. Read its status.",
  LIST_CHECK_OVER: "This check is over. Ask for a new one.",

  // Keys and tenants
  ROLE_NOT_ALLOWED: "This key may not make a key of role {role}.",
  SCOPE_NOT_HELD: "This key lacks {scope} and cannot pass it on.",
  INVALID_EXPIRY: "The expiry must lie in the future, {maxDays} days ahead at most.",
  TOO_MANY_KEYS: "There are already {max} keys. Revoke one first.",
  TENANT_NOT_FOUND: "There is no tenant “{tenant}”.",
  TENANT_REQUIRED: "An operator's key belongs to no tenant: say for which tenant the new key is.",
  TENANT_NOT_ALLOWED: "Only an operator may name a tenant. Leave it out.",
  SLUG_TAKEN: "“{slug}” is taken. Choose another slug.",
  INVALID_SLUG:
    "Not a slug: a lower-case letter first, then lower-case letters, digits and hyphens, 63 in all at most.",

  // Catalogue
  ADAPTER_NOT_FOUND: "There is no adapter “{adapter}”. Use one of: {available}.",
  SAME_CURRENCY: "A rate needs two different currencies.",
  INVALID_RATE:
    "Not a rate: give a decimal above 0 of at most 12 digits before and 12 after the point.",
  SOURCE_REQUIRED: "Give exactly one of csv and uploadId.",
  UPLOAD_NOT_FOUND: "There is no such upload, or it has expired. Put the file to /uploads again.",
  INVALID_SHEET: "The sheet cannot be read: {reason}",
  LINES_REJECTED:
    "Lines with mistakes: {count}. Nothing was stored; leave strict out to store the others.",
  INVALID_INVOICE: "The invoice cannot be used: {reason}",
  INVOICE_FORMAT: "An invoice is read as CSV or NDJSON, not as {format}.",
  INVALID_RANGE: "Not a range: from has to lie before to, by {maxDays} days at most.",
  MAPPING_REQUIRED:
    "Nobody has said yet how this vendor writes its invoices: give mapping. The columns are: {columns}.",
  MAPPING_AMOUNT: "Name exactly one column of amount and price.",
  MAPPING_CURRENCY: "Give exactly one of currencyColumn and currency.",
} as const;
