import { fillDates } from '../src/calendar/fill-dates.ts';
import { momentAgo, workdaysBefore } from '../src/calendar/workday.ts';
import { iso2022jp, shiftJis } from '../src/mime/japanese-bytes.ts';
import { headerText } from '../src/mime/header.ts';
import { parseConversation } from '../src/story/parse-conversation.ts';

const monday = new Date('2026-11-23T00:00:00Z');

describe('the notation of conversations', () => {
  it('reads sender, recipients, copies, options and body', () => {
    expect(parseConversation('@ 12 09:30 tom > aiko, kenji + priya : with=a,b flagged\nHello\n\nTom')).toEqual([
      {
        ago: 12,
        time: '09:30',
        from: 'tom',
        to: ['aiko', 'kenji'],
        cc: ['priya'],
        options: { with: 'a,b', flagged: 'yes' },
        body: 'Hello\n\nTom',
      },
    ]);
  });

  it('tells which head it cannot read', () => {
    expect(() => parseConversation('@ 12 tom > aiko\nHello')).toThrow('@ 12 tom > aiko');
  });

  it('counts weekdays only', () => {
    expect(workdaysBefore(monday, 1).toISOString()).toBe('2026-11-20T00:00:00.000Z');
    expect(workdaysBefore(monday, -5).toISOString()).toBe('2026-11-30T00:00:00.000Z');
  });

  it('takes the time from the clock of the sender', () => {
    expect(momentAgo(monday, 1, '09:30', '+0900').toISOString()).toBe('2026-11-20T00:30:00.000Z');
  });

  it('writes dates in the language of the text', () => {
    expect(fillDates('on {+3}, in {m+1}', monday)).toBe('on Thursday 26 November, in December');
    expect(fillDates('{+3}にお伺いします', monday)).toBe('11月26日（木）にお伺いします');
  });
});

describe('Japanese bytes', () => {
  const text = '御見積書 KQ-2188（税別）\r\nカタカナ、漢字。';

  it('are read back by the decoder of the platform', () => {
    expect(new TextDecoder('iso-2022-jp').decode(iso2022jp(text))).toBe(text);
    expect(new TextDecoder('shift_jis').decode(shiftJis(text))).toBe(text);
  });

  it('put 〓 where the charset has no character', () => {
    expect(new TextDecoder('iso-2022-jp').decode(iso2022jp('蟹🦀'))).toBe('蟹〓');
  });

  it('fit into encoded words of at most 75 characters', () => {
    const words = headerText(text.repeat(4).replaceAll('\r\n', ''), 'iso-2022-jp').split('\r\n ');
    expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(75);
  });
});
