import fc from 'fast-check';
import { parseMail } from '../src/parse-mail.ts';
import type { ParsedMail } from '../src/read-mail.ts';
import { ADDRESSED, mail, multipart } from './build-mail.ts';

async function parsed(raw: Buffer): Promise<ParsedMail> {
  const answer = await parseMail(raw);
  if (answer.status === 'rejected') throw new Error(answer.reason);
  return answer;
}

const hash = async (raw: Buffer): Promise<string> => (await parsed(raw)).identityHash;

const TEXT = ['Content-Type: text/plain; charset=utf-8'];
const HTML = ['Content-Type: text/html; charset=utf-8'];
const PDF = [
  'Content-Type: application/pdf; name="offer.pdf"',
  'Content-Disposition: attachment; filename="offer.pdf"',
  'Content-Transfer-Encoding: base64',
];

describe('a plain mail', () => {
  it('is read whole', async () => {
    expect(await parsed(mail(ADDRESSED, 'Hello\nJoe\n'))).toMatchObject({
      status: 'parsed',
      headers: {
        messageId: '1@example.com',
        from: [{ name: 'Jane', address: 'jane@example.com' }],
        to: [{ address: 'joe@example.com' }],
        subject: 'Offer',
        date: '2026-01-02T03:04:05.000Z',
      },
      text: 'Hello\nJoe\n',
      attachments: [],
      preview: 'Hello Joe',
      searchText: 'Hello\nJoe\n',
      // Of `HelloJoe`.
      textDigest: 'a29e2fe78a67267d7fcdb6b85e7836867dd0ed1cc561a877d3564ac8a26058ce',
      problems: [],
    });
  });

  it('in ISO-2022-JP is read', async () => {
    const raw = mail([...ADDRESSED, 'Content-Type: text/plain; charset=ISO-2022-JP'], '\u001b$B8+@Q\u001b(B');
    expect((await parsed(raw)).text).toBe('見積');
  });

  it('in a charset that nobody knows is read by mailparser', async () => {
    const raw = mail([...ADDRESSED, 'Content-Type: text/plain; charset=x-foo'], 'Hello');
    expect((await parsed(raw)).text).toContain('Hello');
  });
});

describe('a multipart mail', () => {
  it('has text and html apart', async () => {
    const raw = multipart('alternative', [
      [TEXT, 'Hello'],
      [HTML, '<p>Hello</p>'],
    ]);
    expect(await parsed(raw)).toMatchObject({ text: 'Hello', html: '<p>Hello</p>', searchText: 'Hello' });
  });

  it('with html alone is searched by the text within it', async () => {
    const answer = await parsed(mail([...ADDRESSED, ...HTML], '<p>Hello <b>Joe</b></p>'));
    expect(answer).toMatchObject({ searchText: 'Hello Joe', preview: 'Hello Joe' });
    expect(answer.text).toBeUndefined();
  });

  it('has its attachments decoded', async () => {
    const raw = multipart('mixed', [
      [TEXT, 'See attached.'],
      [PDF, Buffer.from('%PDF-1.4').toString('base64')],
    ]);
    expect((await parsed(raw)).attachments).toEqual([
      {
        filename: 'offer.pdf',
        contentType: 'application/pdf',
        size: 8,
        inline: false,
        content: Buffer.from('%PDF-1.4'),
      },
    ]);
  });

  it('knows the images that html points to', async () => {
    const image = ['Content-Type: image/png', 'Content-ID: <logo@x>', 'Content-Transfer-Encoding: base64'];
    const raw = multipart('related', [
      [HTML, '<img src="cid:logo@x">'],
      [image, 'aGk='],
    ]);
    expect((await parsed(raw)).attachments[0]).toMatchObject({ contentId: 'logo@x', inline: true });
  });

  it('keeps an embedded message whole, as an attachment', async () => {
    const raw = multipart('mixed', [
      [TEXT, 'See below.'],
      [['Content-Type: message/rfc822'], 'Subject: inner\n\nInner text'],
    ]);
    expect(await parsed(raw)).toMatchObject({
      text: 'See below.',
      attachments: [{ contentType: 'message/rfc822', size: 28 }],
    });
  });

  it('of a bounce keeps the status report out of the text', async () => {
    const raw = multipart('report; report-type=delivery-status', [
      [TEXT, 'It could not be delivered.'],
      [['Content-Type: message/delivery-status'], 'Status: 5.1.1'],
    ]);
    expect(await parsed(raw)).toMatchObject({ text: 'It could not be delivered.', attachments: [{ inline: false }] });
  });

  it('that never ends is read by mailparser', async () => {
    const raw = Buffer.from(
      multipart('mixed', [[TEXT, 'Hello']])
        .toString()
        .replace('--b-1--', ''),
    );
    expect((await parsed(raw)).text).toContain('Hello');
  });
});

describe('the identity of a message (ING-1)', () => {
  const parts: Parameters<typeof multipart>[1] = [
    [TEXT, 'Hello =E3=81=82'],
    [PDF, 'aGk='],
  ];
  const original = multipart('mixed', parts);

  it('is golden', async () => {
    expect(await hash(original)).toMatchInlineSnapshot(
      `"7f9db2b3951f16c605b88cdc32d1fdcb7b72dd01097bbe16fa76614b8f17bd2f"`,
    );
  });

  it('survives other line ends, boundaries and trace headers', async () => {
    const other = multipart('mixed', parts, 'another').toString('latin1').replaceAll('\r\n', '\n');
    const traced = `Received: from x\nDKIM-Signature: v=1\nX-Spam: no\nStatus: RO\n${other}\n\n`;
    expect(await hash(Buffer.from(traced, 'latin1'))).toBe(await hash(original));
  });

  it('survives another transfer encoding and folding', async () => {
    const plain = mail([...ADDRESSED, ...TEXT], Buffer.from('あ', 'utf8').toString('latin1'));
    const encoded = mail(
      [
        'Subject:',
        ' =?utf-8?Q?Offer?=',
        ...ADDRESSED.filter((line) => !line.startsWith('Subject')),
        ...TEXT,
        'Content-Transfer-Encoding: quoted-printable',
      ],
      '=E3=81=\n=82',
    );
    expect(await hash(encoded)).toBe(await hash(plain));
  });

  it('sees another body', async () => {
    expect(await hash(mail(ADDRESSED, 'a'))).not.toBe(await hash(mail(ADDRESSED, 'b')));
  });

  it('sees another attachment', async () => {
    const other = multipart('mixed', [
      [TEXT, 'Hello =E3=81=82'],
      [PDF, 'aGo='],
    ]);
    expect(await hash(other)).not.toBe(await hash(original));
  });

  it('of a structure that cannot be read is taken over the raw body', async () => {
    const broken = [...ADDRESSED, 'Content-Type: multipart/mixed'];
    expect(await hash(mail(broken, 'a'))).not.toBe(await hash(mail(broken, 'b')));
  });

  it('is the same for the same bytes without a Message-ID (S11)', async () => {
    const raw = mail(['From: jane@example.com'], 'Hello');
    expect(await hash(raw)).toBe(await hash(Buffer.from(raw)));
  });
});

describe('any bytes', () => {
  it('are read or rejected, and nothing throws', async () => {
    const lines = fc.constantFrom(
      'From: a@b.c',
      'To: "x',
      'Content-Type: multipart/mixed; boundary=b',
      'Content-Type: text/plain; charset=utf-16',
      'Content-Type: text/html; charset="',
      'Content-Transfer-Encoding: base64',
      'Content-Transfer-Encoding: quoted-printable',
      'Subject: =?utf-8?B?////?=',
      ' folded',
      '--b',
      '--b--',
      '',
      'text =3D =',
      'AAAA',
    );
    const bytes = fc.oneof(
      fc.array(lines, { maxLength: 20 }).map((list) => list.join('\r\n')),
      fc.string({ unit: 'binary' }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (text) => {
        expect((await parseMail(Buffer.from(text))).status).toMatch(/parsed|rejected/);
      }),
    );
  });

  it('make header fields that fit into an event', async () => {
    const many = Array.from({ length: 25_000 }, (_, index) => `"User ${index}" <user${index}@example.com>`).join(
      ',\r\n ',
    );
    const references = Array.from({ length: 5000 }, (_, index) => `<${index}@example.com>`).join('\r\n ');
    const answer = await parsed(
      mail([`From: ${many}`, `To: ${many}`, `Subject: ${'x'.repeat(1_000_000)}`, `References: ${references}`]),
    );
    expect(JSON.stringify(answer.headers).length).toBeLessThan(128 * 1024);
    expect(answer.problems).toContain('addresses-cut');
  });
});
