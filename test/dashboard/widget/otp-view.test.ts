import { expect, test } from "vitest";
import type { OtpEvent } from "../../../src/dashboard/widget/otp-state.js";
import { viewOf } from "../../../src/dashboard/widget/otp-view.js";
import { textsIn } from "../../../src/dashboard/widget/texts.js";
import { at, look, now, stateAfter, told } from "./progress-of.js";

const [english, indonesian] = [textsIn("en-GB"), textsIn("id-ID")];
const shown: OtpEvent = { type: "look", look, now };
const view = (...events: readonly OtpEvent[]) => viewOf(stateAfter(shown, ...events), english, now);

test("says by which channel a code comes, to where, and when the next one is tried", () => {
  expect(view(told())).toMatchObject({
    tone: "busy",
    status: "Your code is on its way by WhatsApp.",
    recipient: "To +62812•••••432",
    next: "Not there? We also try SMS in 12 s.",
    secondsToNext: 12,
    trail: [
      { name: "WhatsApp", state: "now" },
      { name: "SMS", state: "next" },
    ],
    hasForm: true,
  });
});

test("says the same in Bahasa Indonesia", () => {
  expect(viewOf(stateAfter(shown, told()), indonesian, now)).toMatchObject({
    status: "Kode sedang dikirim lewat WhatsApp.",
    recipient: "Ke +62812•••••432",
    next: "Belum sampai? Kami coba SMS dalam 12 dtk.",
  });
});

test("shows that SMS took over from WhatsApp", () => {
  const after = view(told(), told({ channel: "SMS", nextChannel: null, nextStepAt: null }));

  expect(after).toMatchObject({ status: "Your code is on its way by SMS.", next: "" });
  expect(after.trail).toEqual([
    { name: "WhatsApp", state: "tried" },
    { name: "SMS", state: "now" },
  ]);
});

test("counts to nothing when the code has arrived", () => {
  expect(view(told({ status: "DELIVERED" }))).toMatchObject({
    tone: "good",
    status: "Your code has arrived by WhatsApp.",
    next: "",
    secondsToNext: null,
  });
});

test("screen readers hear of what changes, not of each second", () => {
  const state = stateAfter(shown, told());
  const later = viewOf(state, english, now + 5_000);

  expect(later.next).toBe("Not there? We also try SMS in 7 s.");
  expect(later.announced).toBe(viewOf(state, english, now).announced);
  expect(viewOf(state, english, now + 60_000).next).toBe("Now trying SMS …");
});

test("offers the code again when its time has come, and never when none is left", () => {
  const state = stateAfter(shown, told({ resendAvailableAt: at(75) }));

  expect(viewOf(state, english, now).resend).toEqual({
    text: "Send the code again in 1:15",
    isReady: false,
  });
  expect(viewOf(state, english, now + 75_000).resend).toEqual({
    text: "Send the code again",
    isReady: true,
  });
  expect(view(told({ resendAvailableAt: null })).resend?.isReady).toBe(true);
  expect(view(told({ resendsLeft: 0 })).resend).toBeNull();
});

test.each([
  [3, "That is not the code. 3 tries left."],
  [1, "That is not the code. 1 try left."],
  [null, "That is not the code."],
])("after a wrong code with %s tries left says so", (checksLeft, problem) => {
  const answer = { result: "WRONG_CODE", checksLeft, progress: null, refusal: null };

  expect(view(told(), { type: "checked", answer, now }).problem).toBe(problem);
});

test("a refusal counts its own seconds down", () => {
  const refusal = { message: "Too many requests. Try again in 9 s.", retryAfterMs: 9_000 };
  const state = stateAfter(shown, told(), {
    type: "resent",
    answer: { progress: null, refusal },
    now,
  });

  expect(viewOf(state, english, now + 4_000).problem).toBe("A little too fast. Wait 5 s.");
});

test("a lost connection is said, and nothing is offered that needs it", () => {
  const lost = view(told({ resendAvailableAt: null }), { type: "lost", isLost: true });

  expect(lost).toMatchObject({ tone: "quiet", status: "No connection. Trying again …" });
  expect(lost.resend?.isReady).toBe(false);
});

test("an end takes the form away and says how to go on", () => {
  expect(view(told({ verification: "VERIFIED" }))).toMatchObject({
    tone: "good",
    status: "Verified",
    next: "",
    hasForm: false,
    resend: null,
  });
  expect(view(told({ verification: "CHECKS_EXHAUSTED" }))).toMatchObject({
    tone: "bad",
    status: "Too many wrong codes.",
    next: "Go back and ask for a new one.",
    hasForm: false,
  });
});

test("tags of languages that we do not speak get English", () => {
  expect(textsIn("fr-FR")).toBe(english);
  expect(textsIn("in")).toBe(indonesian);
});
