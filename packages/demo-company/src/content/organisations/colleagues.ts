import type { ClientName } from '../../render/client.ts';
import type { Person } from '../../story/person.ts';

const DOMAIN = 'kumoi.example';
const FOOTER = ['Kumoi Instruments K.K.', '雲居計器株式会社 東京都品川区東品川 4-12-2'];

const at = (
  key: string,
  name: string,
  local: string,
  title: string,
  client: ClientName = 'gmail',
  offset = '+0900',
): Person => ({
  key,
  name,
  address: `${local}@${DOMAIN}`,
  client,
  offset,
  signature: title === '' ? [] : ['-- ', title, ...FOOTER],
});

/** People of the company itself; the first three use the CRM. */
export const colleagues: readonly Person[] = [
  at('aiko', 'Aiko Tanaka', 'aiko.tanaka', '田中 愛子 Aiko Tanaka | Sales'),
  at('kenji', 'Kenji Mori', 'kenji.mori', 'Kenji Mori | Sales Engineering', 'apple'),
  at('lena', 'Lena Fischer', 'lena.fischer', 'Lena Fischer | Customer Support', 'thunderbird', '+0100'),
  at('haruka', '大西 遥', 'haruka.onishi', '大西 遥 | 営業部長', 'gmailJa'),
  at('daniel', 'Daniel Park', 'daniel.park', 'Daniel Park | Platform Engineering'),
  at('yuki', '藤井 由紀', 'yuki.fujii', '藤井 由紀 | 人事総務', 'gmailJa'),
  at('keiri', '雲居計器 経理', 'keiri', '雲居計器株式会社 経理部', 'outlookJa'),
  at('alerts', 'Kumoi Trace', 'no-reply', '', 'gmail', '+0000'),
  at('sales', 'Kumoi Sales', 'sales', '', 'gmail'),
];
