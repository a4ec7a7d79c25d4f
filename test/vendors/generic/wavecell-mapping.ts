/** A regional aggregator of old: everything in the address, plain text, receipts as a GET. */
export const wavecellMapping = {
  send: {
    url: "https://sms.wavecell.example/send/{{username}}/single",
    method: "GET",
    auth: {
      kind: "basic",
      username: "{{apiKey}}",
      password: "{{apiSecret}}",
    },
    query: {
      destination: "{{to}}",
      source: "{{from}}",
      body: "{{text}}",
      clientMessageId: "{{reference}}",
    },
  },
  answer: {
    kind: "text",
    separator: "|",
    accepted: {
      path: "0",
      equals: ["OK"],
    },
    codePath: "1",
    textPath: "2",
  },
  codes: {
    invalid_destination: "RECIPIENT_PERMANENT",
    no_credit: "ACCOUNT",
  },
  receipt: {
    kind: "query",
    proof: {
      kind: "query",
      name: "token",
    },
    referencePath: "clientMessageId",
    statusPath: "status",
    codePath: "err",
    statuses: {
      "delivered to device": "DELIVERED",
      undeliverable: "UNDELIVERED",
    },
    codes: {
      "5": "RECIPIENT_PERMANENT",
    },
    answer: {
      contentType: "text/plain",
      body: "OK",
    },
  },
};
