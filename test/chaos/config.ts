const wholeNumber = (name: string, otherwise: () => number): number => {
  const text = process.env[name];
  if (text === undefined) return otherwise();
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Error(`${name} must be a whole number, not ${text}`);
};

export interface ChaosConfig {
  readonly seed: number;
  /** Of processes, Kafka and PostgreSQL. */
  readonly kills: number;
  /** Of the one process while other clients are at work. */
  readonly churnKills: number;
  /** Real ones, in the mailbox of these clients. */
  readonly mails: number;
}

/** `MAILFOLD_CHAOS_SEED` makes the same plan again, of `MAILFOLD_CHAOS_KILLS` kills; without it there are few, and `MAILFOLD_CHAOS_MAILS` few. */
export const chaosConfig = (): ChaosConfig => ({
  seed: wholeNumber('MAILFOLD_CHAOS_SEED', () => Math.floor(Math.random() * 1_000_000)),
  kills: wholeNumber('MAILFOLD_CHAOS_KILLS', () => 11),
  churnKills: wholeNumber('MAILFOLD_CHAOS_KILLS', () => 5),
  mails: wholeNumber('MAILFOLD_CHAOS_MAILS', () => 600),
});

/** The environment of a run with these settings. */
export const chaosEnvironment = (asked: {
  readonly kills: string;
  readonly mails: string;
  readonly seed?: string | undefined;
}): NodeJS.ProcessEnv => ({
  ...process.env,
  MAILFOLD_CHAOS_KILLS: asked.kills,
  MAILFOLD_CHAOS_MAILS: asked.mails,
  ...(asked.seed === undefined ? {} : { MAILFOLD_CHAOS_SEED: asked.seed }),
});
