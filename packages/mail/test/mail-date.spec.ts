import { parseMailDate } from '@mailfold/mail';

describe('the date of a mail', () => {
  it.each([
    ['Tue, 1 Jul 2003 10:52:37 +0200', '2003-07-01T08:52:37.000Z'],
    ['1 Jul 2003 10:52 -0330', '2003-07-01T14:22:00.000Z'],
    ['Fri, 21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06.000Z'],
    ['21 Nov 03 09:55:06 PST', '2003-11-21T17:55:06.000Z'],
    ['Thu, 13 Feb 1969 23:32:00 +0000 (UTC)', '1969-02-13T23:32:00.000Z'],
    ['Mon, 01 Jan 2099 00:00:60 +0000', '2099-01-01T00:01:00.000Z'],
    ['Thursday, 4 Sept 2008 10:00:00', '2008-09-04T10:00:00.000Z'],
    ['4-Sep-2008 10:00:00 JST', '2008-09-04T01:00:00.000Z'],
  ])('%s is %s', (raw, iso) => {
    expect(parseMailDate(raw)).toBe(iso);
  });

  it.each([[''], ['yesterday'], ['31 Feb 2020 10:00:00 +0000'], ['1 Foo 2020 10:00:00'], ['a'.repeat(1e6)]])(
    '%# cannot be read and is absent (S14)',
    (raw) => {
      expect(parseMailDate(raw)).toBeUndefined();
    },
  );
});
