import { FlagsChanged } from '@mailfold/contracts';
import { until } from '@mailfold/dev-env';
import { mail } from './mails.ts';
import { World } from './world.ts';

describe('two copies of one mail', () => {
  it('marked differently: when the one heard of last leaves, the mail has the marks of the other (ING-1, ING-2)', async () => {
    await using world = await World.open();
    await world.mailbox.deliver('Archive', mail('copied'));
    await world.synced();
    await world.mailbox.copy('Archive', [1], 'INBOX');
    await world.becomes('INBOX', { stored: [1] });
    const isSeen = async () =>
      (await world.told(FlagsChanged)).filter((event) => FlagsChanged.is(event)).at(-1)?.data.flags.seen;
    await world.mailbox.setFlags('INBOX', { uids: [1], operation: 'add', flags: ['\\Seen'] });
    await until(async () => (await isSeen()) === true, { what: 'read' });
    await world.mailbox.expunge('INBOX', [1]);
    await until(async () => (await isSeen()) === false, { what: 'unread, as the copy that is left' });
    expect(await world.lines('Archive')).toEqual({ stored: [1] });
  });
});
