/** An amount in millionths of a currency unit; one Money never mixes with another currency's. */
export interface Money {
  readonly micros: bigint;
  readonly currency: string;
}
