import { presetFor, presetForHost, presets, providersSchema } from '../src/index.ts';

describe('presets (CON-2)', () => {
  it.each([
    ['someone@gmail.com', 'gmail'],
    ['Someone@GMail.com', 'gmail'],
    ['someone@gmx.de', 'gmx-net'],
    ['someone@tenant.onmicrosoft.com', 'microsoft-365'],
    ['someone@me.com', 'icloud'],
    ['"odd@local"@yahoo.com', 'yahoo'],
  ])('%s has the preset %s', (address, id) => {
    expect(presetFor(address)?.id).toBe(id);
  });

  it.each(['someone@example.com', 'someone@notgmail.com', 'someone@gmail.com.example.net', 'no address', ''])(
    'nothing is known for %j',
    (address) => {
      expect(presetFor(address)).toBeUndefined();
    },
  );

  it('finds a preset by its host', () => {
    expect(presetForHost('IMAP.gmail.com')?.id).toBe('gmail');
    expect(presetForHost('imap.example.com')).toBeUndefined();
  });

  it('names each preset and each domain once', () => {
    const ids = presets.map(({ id }) => id);
    const domains = presets.flatMap((preset) => preset.domains);

    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(domains).size).toBe(domains.length);
  });

  it('tells how to get an app password wherever one is asked for', () => {
    const silent = presets.filter(({ auth, help }) => auth[0] !== 'password' && auth.includes('app-password') && !help);

    expect(silent).toEqual([]);
  });

  it('never offers a connection in clear', () => {
    const modes = presets.flatMap(({ imap, smtp }) => [imap?.tls, smtp?.tls]);

    expect(new Set(modes.filter((mode) => mode !== undefined))).toEqual(new Set(['implicit', 'starttls']));
  });

  it('answers GET /providers in its published shape', () => {
    const answer = { items: presets, next: null };

    expect(providersSchema.parse(answer)).toEqual(answer);
  });
});
