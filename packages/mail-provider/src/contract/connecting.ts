import type { Account } from './account.ts';
import { mail } from './mails.ts';

export function connectingContract(account: Account): void {
  it('proves an account by logging in, and shows its folders (CON-1)', async () => {
    await account.harness.place('INBOX', [{ raw: mail(1) }]);
    const { provider, options } = account.harness;

    const proof = await provider.prove(options);

    expect(proof.folders.find(({ role }) => role === 'inbox')).toMatchObject({ messages: 1 });
  });

  it('says that the credentials are wrong, without repeating them (CON-4)', async () => {
    const { provider, options } = account.harness;
    const credentials = { kind: 'password', login: options.credentials.login, password: 'wrong-secret' } as const;

    const failure = provider.connect({ ...options, credentials });

    await expect(failure).rejects.toMatchObject({ code: 'mail-provider/unauthorised', retry: 'never' });
    const text = await failure.catch((error: unknown) => JSON.stringify([String(error), error]));
    expect(text).not.toContain('wrong-secret');
    expect(text).not.toContain(options.credentials.login);
  });

  it('notices that the server is gone, and connects again when it is back', async () => {
    await account.harness.place('INBOX', [{ raw: mail(1) }]);
    const session = await account.connect();
    await account.harness.halt();
    await expect(session.folders()).rejects.toMatchObject({ code: 'mail-provider/unreachable' });
    expect(session.closed).toBe(true);
    await account.harness.resume();

    expect(await (await account.connect()).uids('INBOX')).toEqual([1]);
  });

  it('refuses calls on a session that was closed', async () => {
    const session = await account.connect();
    await session[Symbol.asyncDispose]();

    expect(session.closed).toBe(true);
    await expect(session.folders()).rejects.toMatchObject({ code: 'mail-provider/unreachable' });
  });

  it('runs calls one after another, whoever asks', async () => {
    await account.harness.place('INBOX', [{ raw: mail(1) }]);
    await account.harness.place('Elsewhere', [{ raw: mail(2) }, { raw: mail(3) }]);
    const session = await account.connect();

    const answers = await Promise.all(['INBOX', 'Elsewhere', 'INBOX', 'Elsewhere'].map((path) => session.uids(path)));

    expect(answers).toEqual([[1], [1, 2], [1], [1, 2]]);
  });
}
