import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageParts } from "../../../src/core/otp/parts.js";
import {
  hasPlain,
  inserted,
  newMessage,
  simplify,
} from "../../../src/dashboard/messages/message-draft.js";

describe("a text with plain characters", () => {
  it("says the same in the cheap alphabet", () => {
    const text = "“{code}” – your code… don’t share";
    const { ucs2Characters } = messageParts("SMS", text);
    const plain = simplify(text, ucs2Characters);

    expect(plain).toBe('"{code}" - your code... don\'t share');
    expect(messageParts("SMS", plain).encoding).toBe("GSM7");
  });

  it("keeps what has no plain character, and letters that are cheap", () => {
    const text = "é ñ ✓ ï 码";
    const { ucs2Characters } = messageParts("SMS", text);

    expect(simplify(text, ucs2Characters)).toBe("é ñ ✓ i 码");
    expect(["✓", "码", "ï", "–"].map(hasPlain)).toEqual([false, false, true, true]);
  });

  it("never gains a character that is dear", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        const before = messageParts("SMS", text).ucs2Characters;
        const after = messageParts("SMS", simplify(text, before)).ucs2Characters;

        // At most 20 are named, so that others come to light when those are gone.
        expect(before.length < 20 ? after.filter((one) => !before.includes(one)) : []).toEqual([]);
      }),
    );
  });
});

describe("a new text", () => {
  it("is for the first channel that has none in the tenant's language", () => {
    const first = newMessage([], ["SMS", "EMAIL"], ["id", "en"]);
    expect(first).toMatchObject({ channel: "SMS", locale: "id" });
    expect(first?.body).toContain("{code}");
    const taken = [
      { channel: "SMS", locale: "id" },
      { channel: "EMAIL", locale: "id" },
    ] as const;
    expect(newMessage(taken, ["SMS", "EMAIL"], ["id", "en"])).toMatchObject({
      channel: "SMS",
      locale: "en",
    });
    expect(newMessage(taken, ["SMS", "EMAIL"], ["id"])).toBeNull();
  });
});

it("a placeholder stands in the place of what was selected, and the caret behind it", () => {
  expect(inserted("code: xx!", "{code}", 6, 8)).toEqual({ text: "code: {code}!", caret: 12 });
});
