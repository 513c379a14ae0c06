const wholeNumber = (name: string, otherwise: () => number): number => {
  const text = process.env[name];
  if (text === undefined) return otherwise();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${name} must be a whole number, not ${text}`);
};

/** `MAILFOLD_CHAOS_SEED` makes the same plan again, of `MAILFOLD_CHAOS_KILLS` kills. */
export const chaosConfig = (): { readonly seed: number; readonly kills: number } => ({
  seed: wholeNumber('MAILFOLD_CHAOS_SEED', () => Math.floor(Math.random() * 1_000_000)),
  kills: wholeNumber('MAILFOLD_CHAOS_KILLS', () => 11),
});
