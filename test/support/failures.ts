import { afterEach } from "vitest";

let failed = false;

/** Whether a test of this file has failed so far. */
export function anyTestFailed(): boolean {
  return failed;
}

afterEach((context) => {
  failed ||= context.task.result?.state === "fail";
});
