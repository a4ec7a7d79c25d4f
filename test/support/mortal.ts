/** The life of a pretend process: once it is over, nothing that it waits for ever comes. */
export class Life {
  isOver = false;

  constructor(
    /** The call at which it ends; null = none. */
    public endsAt: string | null = null,
    /** Whether that call is still carried out, unheard by the process. */
    public when: "before" | "after" = "before",
  ) {}
}

/** The same port for a process that may die: its calls hang from then on. */
export function mortal<Port extends object>(port: Port, life: Life): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function") {
        return member;
      }
      return (...args: unknown[]): unknown => {
        if (life.isOver) {
          return new Promise(() => {});
        }
        if (name !== life.endsAt) {
          return answered(Reflect.apply(member, target, args), life);
        }
        if (life.when === "before") {
          life.isOver = true;
          return new Promise(() => {});
        }
        return Promise.resolve(Reflect.apply(member, target, args)).then(() => {
          life.isOver = true;
          return new Promise(() => {});
        });
      };
    },
  });
}

/** What comes back after the end is not heard. */
function answered(result: unknown, life: Life): unknown {
  return result instanceof Promise
    ? result.then((value: unknown) => (life.isOver ? new Promise(() => {}) : value))
    : result;
}
