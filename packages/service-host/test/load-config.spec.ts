import { z } from 'zod';
import { loadConfig } from '../src/index.ts';

const Config = z.object({
  MAILFOLD_PORT: z.coerce.number().int().max(65_535).default(8070),
  MAILFOLD_DATA: z.string(),
  MAILFOLD_KEY: z.string().min(10),
});

describe('loadConfig', () => {
  it('gives what the shape makes of the environment', () => {
    expect(loadConfig(Config, { MAILFOLD_DATA: 'd', MAILFOLD_KEY: '0123456789', HOME: '/' })).toEqual({
      MAILFOLD_PORT: 8070,
      MAILFOLD_DATA: 'd',
      MAILFOLD_KEY: '0123456789',
    });
  });

  it('takes an empty value for an absent one', () => {
    const config = loadConfig(Config, { MAILFOLD_PORT: '', MAILFOLD_DATA: 'd', MAILFOLD_KEY: '0123456789' });
    expect(config.MAILFOLD_PORT).toBe(8070);
  });

  it('tells every problem at once, and no value', () => {
    const load = (): unknown => loadConfig(Config, { MAILFOLD_PORT: '70000', MAILFOLD_KEY: 'hunter2' });
    expect(load).toThrow(
      expect.objectContaining({
        code: 'config/invalid',
        message: expect.stringMatching(/MAILFOLD_PORT: .*\n.*MAILFOLD_DATA: .*\n.*MAILFOLD_KEY: /),
      }),
    );
    expect(load).not.toThrow('hunter2');
  });
});
