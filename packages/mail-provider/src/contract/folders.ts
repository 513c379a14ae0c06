import type { Account } from './account.ts';
import { mail, mails } from './mails.ts';

export function foldersContract(account: Account): void {
  it('lists every folder with its role and counts', async () => {
    await account.harness.place('INBOX', [{ raw: mail(1), seen: true }, { raw: mail(2) }, { raw: mail(3) }]);
    const session = await account.connect();

    const folders = await session.folders();
    const inbox = folders.find(({ role }) => role === 'inbox');
    const roles = new Set(folders.map(({ role }) => role));

    expect(inbox).toMatchObject({ path: 'INBOX', selectable: true, messages: 3, unseen: 2, uidNext: 4 });
    expect(inbox?.epoch).toBeGreaterThan(0);
    expect([...roles]).toEqual(expect.arrayContaining(['inbox', 'sent', 'archive', 'drafts', 'trash', 'junk']));
  });

  it('lists folders below folders and with any script in their names', async () => {
    const session = await account.connect();
    await session.createFolder('Projekte/見積もり & Ärger');

    const folders = await session.folders();

    expect(folders.map(({ path }) => path)).toContain('Projekte/見積もり & Ärger');
  });

  it('makes a folder that exists already without complaint', async () => {
    const session = await account.connect();
    await session.createFolder('Twice');
    await session.createFolder('Twice');

    expect((await session.folders()).filter(({ path }) => path === 'Twice')).toHaveLength(1);
  });

  it('refuses control characters in a folder name (X9)', async () => {
    const session = await account.connect();

    await expect(session.createFolder('a\r\nX LOGOUT')).rejects.toMatchObject({ code: 'mail-provider/rejected' });
    await expect(session.open('a\r\nX LOGOUT')).rejects.toMatchObject({ code: 'mail-provider/rejected' });
  });

  it('opens a folder and tells its state', async () => {
    await account.harness.place(
      'INBOX',
      mails(3).map((raw) => ({ raw })),
    );
    const session = await account.connect();

    const open = await session.open('INBOX');

    expect(open).toMatchObject({ path: 'INBOX', messages: 3, uidNext: 4 });
    expect(open.modseq === undefined).toBe(account.harness.changesBy === 'diff');
  });

  it('says that a folder is gone', async () => {
    const session = await account.connect();

    await expect(session.open('Never made')).rejects.toMatchObject({ code: 'mail-provider/gone' });
  });
}
