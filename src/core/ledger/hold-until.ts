const graceSec = 15 * 60;
const horizonSecMax = 72 * 3600;

/**
 * How long an attempt's hold waits for a receipt: the validity that the vendor was given and 15
 * min, else, for a vendor that takes none, its receipt horizon. At most 72 h.
 *
 * @param validitySec what the vendor was told; null when it takes no validity
 */
export function holdUntil(from: Date, validitySec: number | null, receiptHorizonSec: number): Date {
  const sec = validitySec === null ? receiptHorizonSec : validitySec + graceSec;
  return new Date(from.getTime() + Math.min(sec, horizonSecMax) * 1000);
}
