import { SearchApi } from './search-api.ts';

const MAILS = [
  { subject: 'Final offer for the west building', content: 'Please find the quotation attached.\nBest, Jane' },
  {
    subject: '御見積書の件',
    content: '株式会社山田の佐藤です。\n部品の価格を送付いたします。\nよろしくお願いします。',
  },
  { subject: 'Termin am Montag', content: 'Können wir uns im Café Brücke treffen?' },
  { subject: 'عرض السعر', content: 'مرحبًا، أرسلنا لكم كِتَابًا جديدًا.' },
  { subject: 'הצעת מחיר', content: 'שָׁלוֹם, מצורפת ההצעה.' },
  { subject: '견적 요청', content: '다음 주 회의 일정을 보내 주세요.' },
  { subject: 'Lunch', content: 'offer of a sandwich', from: [{ name: 'Olaf Møller', address: 'olaf@nord.example' }] },
] as const;

describe('words found by the search (SRC-1)', () => {
  let search: SearchApi;
  beforeAll(async () => {
    search = await SearchApi.open();
    const ann = search.account('ann');
    const events = [ann.connected()];
    for (const { from, ...mail } of MAILS.map((one) => ({ from: undefined, ...one }))) {
      events.push(...(await search.mail(ann, { ...mail, ...(from === undefined ? {} : { from: [...from] }) })));
    }
    await search.api.views.tell(events);
    await search.api.views.expectNothingParked();
  });
  afterAll(() => search[Symbol.asyncDispose]());

  const offer = 'Final offer for the west building';

  it.each([
    ['a word of the content', 'quotation', [offer]],
    ['the beginning of a word', 'quot', [offer]],
    ['words in any order', 'building final', [offer]],
    ['words of subject and content together', 'west quotation', [offer]],
    ['small and capital letters alike', 'FINAL', [offer]],
    ['the newest first', 'offer', ['Lunch', offer]],
    ['not the end of a word', 'uotation', []],
    ['a phrase', '"final offer"', [offer]],
    ['no phrase whose words are apart', '"final building"', []],
    ['no beginning of a word within quotes', '"fin"', []],
    ['what has not the word after a minus', 'offer -sandwich', [offer]],
    ['what has not the phrase after a minus', 'offer -"final offer"', ['Lunch']],
    ['all but what has the word after a lone minus', '-offer -の -مرحبا -שלום -회의', ['Termin am Montag']],
    ['a name', 'Møller', ['Lunch']],
    ['a name without its accents', 'moller', ['Lunch']],
    ['an address', 'olaf@nord.example', ['Lunch']],
    ['the beginning of an address', 'olaf@no', ['Lunch']],
    ['a word without its accents', 'cafe brucke', ['Termin am Montag']],
    ['two Japanese characters', '見積', ['御見積書の件']],
    ['two Japanese characters of the content', '価格', ['御見積書の件']],
    ['one Japanese character', '佐', ['御見積書の件']],
    ['a longer Japanese text', '株式会社山田', ['御見積書の件']],
    ['no Japanese characters that are apart', '株社', []],
    ['Korean words', '회의', ['견적 요청']],
    ['Arabic without vowel signs', 'كتابا', ['عرض السعر']],
    ['the beginning of an Arabic word', 'أرسل', ['عرض السعر']],
    ['Hebrew without points', 'שלום', ['הצעת מחיר']],
    ['the beginning of a Hebrew word', 'מצור', ['הצעת מחיר']],
    ['nothing for marks alone', '...', []],
    ['nothing for what SQL would take for more', "' or 1=1 -- %", []],
  ])('are %s: %s', async (_, q, subjects) => {
    expect(await search.found(q, 'ann')).toEqual(subjects);
  });

  it('may be looked for in one part of the mail', async () => {
    expect(await search.found('offer', 'ann', '&in=subject')).toEqual([offer]);
    expect(await search.found('offer', 'ann', '&in=content')).toEqual(['Lunch']);
    expect(await search.found('olaf', 'ann', '&in=participants')).toEqual(['Lunch']);
    expect(await search.found('olaf', 'ann', '&in=subject,content')).toEqual([]);
  });

  it('show in an excerpt as they were written', async () => {
    const { items } = await search.page('送付', 'ann');
    expect(items[0]?.excerpt).toBe('株式会社山田の佐藤です。 部品の価格を送付いたします。 よろしくお願いします。');
  });

  it('give the preview where the match is elsewhere', async () => {
    const { items } = await search.page('west', 'ann');
    expect(items[0]?.excerpt).toBe('Please find the quotation attached. Best, Jane');
  });

  it('are asked for with at least one letter', async () => {
    expect(await search.api.status('/v1/search?q=', { tenantId: search.tenantId, user: 'ann' })).toBe(400);
  });
});
