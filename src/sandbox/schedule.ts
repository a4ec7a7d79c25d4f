/** Things that will happen later, and that stop when the sandbox does. */
export class Schedule {
  private readonly timers = new Set<NodeJS.Timeout>();
  private isClosed = false;

  /** How many things are still to happen. */
  get size(): number {
    return this.timers.size;
  }

  after(delayMs: number, act: () => void): void {
    if (this.isClosed) {
      return;
    }
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, delayMs);
    this.timers.add(timer);
  }

  close(): void {
    this.isClosed = true;
    for (const timer of this.timers) {
      clearTimeout(timer);
    }
    this.timers.clear();
  }
}
