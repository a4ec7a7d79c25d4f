// Longer than any adapter waits for this.
const answerMs = 6_000;

/** An adapter's answer; "failed" when it throws or takes too long. */
export async function withinTime<T>(answer: Promise<T>): Promise<T | "failed"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"failed">((resolve) => {
    timer = setTimeout(() => resolve("failed"), answerMs);
  });
  try {
    return await Promise.race([answer, late]);
  } catch {
    // An adapter must not throw, and what it throws may hold secrets.
    return "failed";
  } finally {
    clearTimeout(timer);
  }
}
