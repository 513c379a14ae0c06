/** What the environment says about where mailfold is. */
export interface CliConfig {
  /** `MAILFOLD_URL` and `MAILFOLD_KEY`: an API elsewhere. */
  readonly url: string | undefined;
  readonly key: string | undefined;
  /** `MAILFOLD_DATA`: the data directory of one that runs here. */
  readonly data: string | undefined;
}

const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

export const cliConfig = (): CliConfig => ({
  url: given(process.env['MAILFOLD_URL']),
  key: given(process.env['MAILFOLD_KEY']),
  data: given(process.env['MAILFOLD_DATA']),
});
