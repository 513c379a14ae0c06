const MAX = 0xff_ff_ff_ff;

/** UIDVALIDITY as a number; 0 where there is none or it is no 32-bit number above 0 (RFC 3501 §2.3.1.1; S2). */
export function epochOf(uidValidity: bigint | number | undefined | false): number {
  const value = Number(uidValidity ?? 0);
  return Number.isSafeInteger(value) && value > 0 && value <= MAX ? value : 0;
}
