import { CLOSINGS_EN, CLOSINGS_JA, NEEDS_EN, NEEDS_JA, PROSPECTS, type Prospect } from '../content/live/inquiries.ts';
import { personNamed } from '../everyone.ts';
import { digest } from '../render/digest.ts';
import type { Written } from '../render/written.ts';
import type { Person } from '../story/person.ts';
import { at } from './at.ts';

const personOf = ({ name, local, company, domain, japanese }: Prospect): Person => ({
  key: local,
  name,
  address: `${local}@${domain}`,
  client: japanese ? 'gmailJa' : 'apple',
  offset: japanese ? '+0900' : '+0000',
  signature: [name, company],
});

const japaneseText = (who: Prospect, k: number): string =>
  `雲居計器株式会社\nご担当者様\n\nはじめてご連絡いたします。${who.company}の${who.name.split(' ')[0] ?? ''}と申します。\n\n弊社では、${at(NEEDS_JA, k)}。御社の製品について、お客様より伺いました。${at(CLOSINGS_JA, k)}\n\n何卒よろしくお願い申し上げます。`;

const englishText = (who: Prospect, k: number): string =>
  `Hello,\n\nI found your name in Cold Chain Weekly. At ${who.company} we have ${at(NEEDS_EN, k)}. ${at(CLOSINGS_EN, k)}\n\nKind regards`;

/** The k-th mail of somebody who has not written before, or writes about something new. */
export function inquiry(k: number, now: Date): Written {
  const who = at(PROSPECTS, k);
  const from = personOf(who);
  const number = Math.floor(k / PROSPECTS.length);
  const again = number === 0 ? '' : ` (${number + 1})`;
  const text = who.japanese ? japaneseText(who, k) : englishText(who, k);
  return {
    id: `${digest('inquiry', k).slice(0, 28)}@${who.domain}`,
    references: [],
    date: now,
    from,
    to: [personNamed('aiko')],
    cc: [],
    subject: (who.japanese ? `${who.company} 温度管理のご相談` : `Temperature loggers for ${who.company}`) + again,
    text: [text, '', ...from.signature].join('\n'),
    forwards: false,
  };
}
