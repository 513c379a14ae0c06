import { Log, sampleGroup } from './log.ts';
import type { MessageBusFixture } from './fixture.ts';

export function deadLetterFacts(fixture: () => MessageBusFixture): void {
  const log = new Log(fixture);
  const poison = async () => {
    const after = await log.head();
    await log.add(1);
    const [event] = await fixture().events.readAll({ after });
    if (event === undefined) throw new Error('one was appended');
    return event;
  };

  describe('dead letters', () => {
    it('are told once per group and event, with the first reason', async () => {
      const [group, event] = [sampleGroup(), await poison()];
      const { bus } = fixture();
      await bus.copyDeadLetter({ group, event, reason: 'threading/unknown-version' });
      await bus.copyDeadLetter({ group, event, reason: 'again' });
      expect(await fixture().deadLetters(group)).toEqual([{ id: event.id, reason: 'threading/unknown-version' }]);
    });

    it('are told for each group apart', async () => {
      const [one, other, event] = [sampleGroup(), sampleGroup(), await poison()];
      const { bus } = fixture();
      await Promise.all([one, other].map((group) => bus.copyDeadLetter({ group, event, reason: group })));
      expect(await fixture().deadLetters(other)).toEqual([{ id: event.id, reason: other }]);
    });

    it('take a reason with characters that no database likes', async () => {
      const [group, event] = [sampleGroup(), await poison()];
      await fixture().bus.copyDeadLetter({ group, event, reason: 'a\u0000b\ud800' });
      expect(await fixture().deadLetters(group)).toEqual([{ id: event.id, reason: 'ab\ufffd' }]);
    });
  });
}
