import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { failedTests } from "./failed-tests.js";

// A process may run several files: what one has done is not the next one's.
beforeAll(() => {
  failedTests.clear();
});

afterEach((context) => {
  if (context.task.result?.state === "fail") {
    failedTests.add(context.task.id);
  }
});

afterAll(() => {
  vi.useRealTimers();
});
