import type { OddMail } from './odd-mail.ts';

const exhibitors = Array.from(
  { length: 118 },
  (_, index) => `exhibitor-${String(index + 1).padStart(3, '0')}@logi-expo.example`,
);

/** Somebody put every exhibitor into To: more participants than a rule may link by (LNK-2). */
export const crowd: readonly OddMail[] = [
  {
    ago: 59,
    time: '01:30',
    lines: [
      'Date: {date}',
      'From: Logistics Expo <info@logi-expo.example>',
      `To: ${['aiko.tanaka@kumoi.example', 'tom.whitaker@harbourline.example', ...exhibitors].join(',\r\n ')}`,
      'Subject: Stand construction: please read before you hammer',
      'Message-ID: <stand-rules@logi-expo.example>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Dear exhibitors,',
      '',
      'no stand may be higher than 4 metres, no freezer may be opened during the opening speech.',
      '',
    ],
  },
];
