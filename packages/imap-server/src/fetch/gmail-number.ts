/** Gmail's ids are unsigned 64-bit decimals: made of the letter-and-hex ids that OBJECTID gives. */
export const gmailNumber = (id: string): string => BigInt(`0x${id.slice(1, 16)}`).toString();
