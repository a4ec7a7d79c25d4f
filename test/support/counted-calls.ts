/** A port whose calls are counted by name, those of the transactions that it opens included. */
export function countedCalls<Port extends object>(
  port: Port,
): { readonly store: Port; readonly calls: Map<string, number> } {
  const calls = new Map<string, number>();
  return { store: counted(port, calls), calls };
}

function counted<Port extends object>(port: Port, calls: Map<string, number>): Port {
  return new Proxy(port, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== "function") {
        return member;
      }
      return (...args: unknown[]): unknown => {
        calls.set(String(name), (calls.get(String(name)) ?? 0) + 1);
        const [work] = args;
        const inside =
          name === "transaction" && typeof work === "function"
            ? [(tx: object): unknown => (work as (one: object) => unknown)(counted(tx, calls))]
            : args;
        return Reflect.apply(member, target, inside);
      };
    },
  });
}
