import type { ValueTransformer } from "typeorm";

/** bigint columns as bigint, whichever form the driver hands over. */
export const bigintTransformer: ValueTransformer = {
  to: (value: bigint | null | undefined) =>
    value === null || value === undefined ? value : value.toString(),
  from: (value: bigint | string | null) => (value === null ? null : BigInt(value)),
};
