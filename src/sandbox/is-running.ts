import { readFileSync } from "node:fs";

/**
 * Whether a process of this machine runs. One that has ended counts as gone even while nobody has
 * asked for its exit code, as in containers whose first process never asks.
 */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    // `123 (a name) Z 1 …`; the name may hold anything.
    return !/\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    // Not Linux, or gone just now, which the next look tells.
    return true;
  }
}
