import { describe, expect, it } from "vitest";
import { Books } from "../../src/sandbox/books.js";
import { Inbox } from "../../src/sandbox/inbox.js";
import { Luck } from "../../src/sandbox/luck.js";

const message = { vendor: "a", channel: "SMS", from: "a", code: null, arrivedAt: "" } as const;

describe("what the sandbox remembers", () => {
  it("is at most the last 50 messages of a handset", () => {
    const inbox = new Inbox();
    for (let count = 0; count < 60; count += 1) {
      inbox.put("+1", { ...message, text: String(count) });
    }

    expect(inbox.at("+1").map((one) => one.text)).toEqual(
      Array.from({ length: 50 }, (_, index) => String(59 - index)),
    );
  });

  it("is at most 20,000 handsets, those that heard something last", () => {
    const inbox = new Inbox();
    inbox.put("+1", { ...message, text: "" });
    inbox.put("+2", { ...message, text: "" });
    for (let count = 0; count < 19_998; count += 1) {
      inbox.put(`+49${count}`, { ...message, text: "" });
    }
    inbox.put("+1", { ...message, text: "again" });
    inbox.put("+3", { ...message, text: "" });

    expect([inbox.at("+1").length, inbox.at("+2").length, inbox.at("+3").length]).toEqual([
      2, 0, 1,
    ]);
  });

  it("is at most 200,000 lines of the books", () => {
    const books = new Books();
    for (let count = 0; count < 200_010; count += 1) {
      books.add({
        id: String(count),
        vendor: "a",
        account: "",
        reference: null,
        channel: "SMS",
        country: "ID",
        mccmnc: null,
        parts: 1,
        billedOn: "SUBMITTED",
        pricePerPartMicros: 1n,
        currency: "USD",
        at: "",
        status: "accepted",
        isBilled: true,
        isRefunded: false,
      });
    }

    expect(books.of("a")).toHaveLength(200_000);
    expect(books.of("a")[0]).toMatchObject({ id: "10" });
  });

  it("of a number's losses is the last 10 minutes", () => {
    const luck = new Luck();
    luck.lose("+1", "gx", 0);
    luck.lose("+1", "gx", 500);

    expect([luck.lostLately("+1", "gx", 550), luck.lostLately("+1", "gx", 700)]).toEqual([2, 1]);
    expect([luck.lostLately("+1", "lc", 550), luck.lostLately("+2", "gx", 550)]).toEqual([0, 0]);
    expect([
      luck.nextAttempt("+1", "r"),
      luck.nextAttempt("+1", "r"),
      luck.nextAttempt("+2", "r"),
    ]).toEqual([0, 1, 0]);
  });

  it("of a refunded message is that nothing is owed for it", () => {
    const books = new Books();
    const line = {
      vendor: "a",
      account: "",
      reference: null,
      channel: "SMS",
      country: "ID",
      mccmnc: null,
      parts: 2,
      billedOn: "SUBMITTED",
      pricePerPartMicros: 5n,
      currency: "USD",
      at: "",
      status: "accepted",
      isBilled: true,
      isRefunded: false,
    } as const;
    books.add({ ...line, id: "refunded" });
    books.add({ ...line, id: "kept" });
    books.settle("refunded", "undelivered", true);
    books.settle("kept", "undelivered", false);

    expect(books.of("a")).toMatchObject([
      { id: "refunded", amount: "0.000000", isRefunded: true },
      { id: "kept", amount: "0.000010", isRefunded: false },
    ]);
  });
});
