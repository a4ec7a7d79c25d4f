/** The numbers of a list such as "1-3 7", each as text: the form in which tables keep codes. */
export function numbersIn(list: string): readonly string[] {
  return list.split(" ").flatMap((part) => {
    const [from = "", to = from] = part.split("-");
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) =>
      String(Number(from) + index),
    );
  });
}
