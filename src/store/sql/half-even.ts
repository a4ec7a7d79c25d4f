/** SQL of an amount to the nearest micro-unit, a half to the even one, as core/money does it. */
export function halfEven(amount: string): string {
  return `(select case when v - trunc(v) = 0.5 then 2 * round(v / 2) else round(v) end
    from (select ${amount} as v) x)`;
}
