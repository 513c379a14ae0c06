import type { OddMail } from './odd-mail.ts';

const head = (subject: string, id: string): readonly string[] => [
  'Date: {date}',
  'From: Ruben Aalto <ruben@aalto-cooling.example>',
  'To: aiko.tanaka@kumoi.example',
  `Subject: ${subject}`,
  `Message-ID: <${id}@aalto-cooling.example>`,
  'MIME-Version: 1.0',
];

const NESTED = 120;

const nest = (depth: number): readonly string[] =>
  depth === NESTED
    ? ['Content-Type: text/plain', '', 'The innermost word is: cold.']
    : [`Content-Type: multipart/mixed; boundary="n${depth}"`, '', `--n${depth}`, ...nest(depth + 1), `--n${depth}--`];

/** Mail that a reader has to survive, or to put aside with a reason. */
export const broken: readonly OddMail[] = [
  // Cut off by a full disk somewhere: no closing boundary, base64 that ends in the middle of a group,
  // a header line without a colon, bytes that are no UTF-8 under the name of UTF-8.
  {
    ago: 49,
    time: '14:02',
    lines: [
      ...head('Cooling unit 4, measured curve', 'truncated'),
      'this line has no colon and no business here',
      'Content-Type: multipart/mixed; boundary="cut"',
      '',
      '--cut',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Hello Aiko, the curve is attached. At \xe9\xe8\xff degrees the probe gave up.',
      '--cut',
      'Content-Type: application/pdf; name="curve.pdf',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="curve.pdf',
      '',
      'JVBERi0xLjUKMSAwIG9iago8PCAvVHlwZSAvQ2F0YWxvZyAvUGFnZXMgMiAwIFIgPj4KZW5kb2Jq',
      'CjIgMCBvYmoKPDwgL1R5cGUgL1BhZ2VzIC9LaWRzIFszIDAgUl0gL0NvdW5',
    ],
  },
  { ago: 48, time: '07:45', lines: [...head('Again, in an envelope', 'nested'), ...nest(0), ''] },
  // A charset that nobody has, an encoding that does not exist, and no Date.
  {
    ago: 46,
    time: '18:30',
    lines: [
      'From: "Old Fax Gateway" <fax@aalto-cooling.example>',
      'To: aiko.tanaka@kumoi.example',
      'Subject: =?x-fax-7?Q?Fax_from_+358_9_555=?= 1 page',
      'Message-ID: <fax-0001@aalto-cooling.example>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=x-fax-7',
      'Content-Transfer-Encoding: x-uuencode',
      '',
      'begin 644 fax.txt',
      '#0V%T',
      '`',
      'end',
      '',
    ],
  },
];
