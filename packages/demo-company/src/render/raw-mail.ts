import type { Attachment } from '../attachments/attachment.ts';
import { encodeText } from '../mime/charset.ts';
import { dateField } from '../mime/date-field.ts';
import { addressList, headerText, mailbox } from '../mime/header.ts';
import { filePart, multipart, renderFields, textPart, type Boundaries, type Part } from '../mime/part.ts';
import { clientNamed } from './client.ts';
import { digest } from './digest.ts';
import { htmlBody } from './html-body.ts';
import { textBody } from './text-body.ts';
import type { Written } from './written.ts';

export interface Extras {
  readonly files: readonly (readonly [key: string, Attachment])[];
  /** Set where a mail has no html though its program would send it, or the other way round. */
  readonly html?: boolean;
  readonly bcc?: Written['to'];
  /** More header fields, as they are. */
  readonly fields?: readonly (readonly [string, string])[];
  readonly received?: string;
  /** The mail goes without Message-ID. */
  readonly anonymous?: boolean;
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

function boundariesOf(mail: Written): Boundaries {
  const client = clientNamed(mail.from.client);
  let count = 0;
  return () => client.boundary(digest('boundary', mail.id), (count += 1));
}

function htmlPart(mail: Written, extras: Extras, boundaries: Boundaries): Part {
  const images = extras.files.filter(([, image]) => image.inline);
  const contentId = (key: string) => `${key}.${digest(mail.id, key).slice(0, 12)}@kumoi.example`;
  const tag = (key: string) => `<img src="cid:${contentId(key)}" alt="${key}" width="400">`;
  const html = textPart(htmlBody(mail, tag), 'text/html', 'utf-8');
  const parts = images.map(([key, image]) =>
    filePart({ ...image, bytes: image.content(mail.date, '', []), contentId: contentId(key) }),
  );
  return multipart('related', [html, ...parts], boundaries);
}

function calendarParts(mail: Written, extras: Extras): readonly Part[] {
  const attendees = [...mail.to, ...mail.cc].map((who) => who.address);
  return extras.files
    .filter(([, item]) => item.type === 'text/calendar')
    .map(([, item]) => {
      const ics = item.content(mail.date, mail.from.address, attendees).toString();
      return textPart(ics, 'text/calendar; method=REQUEST', 'utf-8');
    });
}

function bodyPart(mail: Written, extras: Extras): Part {
  const client = clientNamed(mail.from.client);
  const boundaries = boundariesOf(mail);
  const text = textPart(`${textBody(mail)}\n`, 'text/plain', client.charset);
  const html = (extras.html ?? client.html) ? [htmlPart(mail, extras, boundaries)] : [];
  const readable = [text, ...html, ...calendarParts(mail, extras)];
  const files = extras.files
    .filter(([, item]) => !item.inline && item.type !== 'text/calendar')
    .map(([, item]) => filePart({ ...item, bytes: item.content(mail.date, '', []) }));
  return multipart('mixed', [multipart('alternative', readable, boundaries), ...files], boundaries);
}

function headerFields(mail: Written, extras: Extras): Part['fields'] {
  const { charset, agent } = clientNamed(mail.from.client);
  const ids = (list: readonly string[]) => list.map((id) => `<${id}>`).join('\r\n ');
  const parent = mail.references.at(-1);
  const optional: readonly (readonly [string, string, boolean])[] = [
    ['Cc', addressList(mail.cc, charset), mail.cc.length > 0],
    ['Bcc', addressList(extras.bcc ?? [], charset), extras.bcc !== undefined],
    ['In-Reply-To', `<${parent ?? ''}>`, parent !== undefined],
    ['References', ids(mail.references), parent !== undefined],
    ['Message-ID', `<${mail.id}>`, extras.anonymous !== true],
  ];
  return [
    ...(extras.received === undefined ? [] : [['Received', extras.received] as const]),
    ['Date', dateField(mail.date, mail.from.offset)],
    ['From', mailbox(mail.from.name, mail.from.address, charset)],
    ['To', addressList(mail.to, charset)],
    ['Subject', headerText(mail.subject, charset)],
    ...optional.filter(([, , present]) => present).map(([name, value]) => [name, value] as const),
    ...(agent === undefined ? [] : [agent]),
    ...(extras.fields ?? []),
    ['MIME-Version', '1.0'],
  ];
}

/** The mail as it goes over the wire: RFC 5322, CR LF, the same bytes for the same mail. */
export function rawMail(mail: Written, extras: Extras): Buffer {
  const part = bodyPart(mail, extras);
  const head = renderFields([...headerFields(mail, extras), ...part.fields]);
  return encodeText(`${head}\r\n${part.body}`, 'utf-8');
}

/** The line that the owner's server adds when mail comes in (RFC 5321 §4.4). */
export function receivedField(mail: Written, at: Date): string {
  const domain = domainOf(mail.from.address);
  const id = digest('received', mail.id).slice(0, 12).toUpperCase();
  return `from mx.${domain} (mx.${domain} [192.0.2.${(id.charCodeAt(0) % 200) + 10}])\r\n\tby mx.kumoi.example with ESMTPS id ${id}\r\n\tfor <aiko.tanaka@kumoi.example>; ${dateField(at, '+0000')}`;
}
