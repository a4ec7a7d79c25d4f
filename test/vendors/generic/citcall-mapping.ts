/** A local aggregator: JSON, a result code in every answer, signed batches of receipts. */
export const citcallMapping = {
  send: {
    url: "https://gateway.citcall.example/v3/smsotp",
    auth: {
      kind: "header",
      name: "authorization",
      value: "Apikey {{apiKey}}",
    },
    body: {
      kind: "json",
      template: {
        msisdn: "{{toDigits}}",
        senderid: "{{from}}",
        text: "{{text}}",
        token: "{{code}}",
        client_ref: "{{reference}}",
        expired: "{{validitySec|number}}",
        callback_url: "{{callbackUrl}}",
      },
    },
  },
  answer: {
    accepted: {
      path: "rc",
      equals: ["00"],
    },
    idPath: "trxid",
    codePath: "rc",
    textPath: "info",
    price: {
      path: "price",
      currency: "IDR",
    },
  },
  codes: {
    "06": "ACCOUNT",
    "07": "ACCOUNT",
    "14": "RECIPIENT_PERMANENT",
    "34": "ROUTE_BLOCKED",
    "42": "CONTENT",
    "76": "RECIPIENT_TEMPORARY",
    "89": "VENDOR_DOWN",
    http_429: "THROTTLED",
  },
  receipt: {
    proof: {
      kind: "hmac",
      header: "x-signature",
      prefix: "v1=",
      signed: "{timestamp}.{body}",
      timestampHeader: "x-timestamp",
    },
    itemsPath: "reports.*",
    idPath: "trxid",
    referencePath: "client_ref",
    statusPath: "result",
    codePath: "error",
    at: {
      path: "time",
      offset: "+07:00",
    },
    price: {
      path: "price",
      currency: "IDR",
    },
    statuses: {
      Sent: "ACCEPTED_BY_CARRIER",
      Success: "DELIVERED",
      Read: "READ",
      Failed: "UNDELIVERED",
      Expired: "EXPIRED",
    },
    codes: {
      "UNKNOWN SUBSCRIBER": "RECIPIENT_PERMANENT",
      ABSENT: "RECIPIENT_TEMPORARY",
    },
  },
  check: {
    url: "https://gateway.citcall.example/v3/balance",
    accepted: {
      path: "rc",
      equals: ["00"],
    },
  },
};
