/** What would tell a mailfold where another one is. */
const OURS = /^MAILFOLD_(DATA|PORT|HOST|URL|KEY|MASTER_KEY)$/;

/** The environment of a process that a journey starts: this one's, without what is meant for another mailfold. */
export const journeyEnvironment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name))),
  TZ: 'UTC',
  ...more,
});
