/** The environment of a mailfold that a journey starts: this process's, without what would tell it where another one is. */
export const journeyEnvironment = (more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv => {
  const { MAILFOLD_DATA, MAILFOLD_PORT, MAILFOLD_HOST, MAILFOLD_URL, MAILFOLD_KEY, MAILFOLD_MASTER_KEY, ...rest } =
    process.env;
  return { ...rest, TZ: 'UTC', ...more };
};
