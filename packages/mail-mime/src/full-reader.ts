import { messageOf } from '@mailfold/kernel';
import type { Attachment, ParsedMail as MailparserMail, SimpleParserOptions } from 'mailparser';
import { attachmentName } from './attachment-name.ts';
import type { Contents } from './contents.ts';
import { Rejection } from './limits.ts';
import { isInline } from './own-reader.ts';
import type { MimeAttachment } from './read-mail.ts';

const OPTIONS: SimpleParserOptions = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  // Without it a bounce's status report is folded into the text.
  keepDeliveryStatus: true,
  keepCidLinks: true,
  checksumAlgo: false,
  // An embedded message is an attachment here as in the own reader.
  ignoreEmbedded: true,
};

/** Reads anything that mailparser reads: the fallback of the own reader, and its oracle in tests. */
export async function readContentsFully(raw: Buffer): Promise<Contents> {
  const mail = await parsed(raw);
  const text = mail.text ?? '';
  const html = mail.html === false ? '' : (mail.html ?? '');
  return {
    ...(text === '' ? {} : { text }),
    ...(html === '' ? {} : { html }),
    attachments: mail.attachments.map((one) => attachmentOf(one)),
  };
}

async function parsed(raw: Buffer): Promise<MailparserMail> {
  try {
    // Loaded when it is first needed: most mailboxes never need it, and it is half of the child's memory.
    const { simpleParser } = await import('mailparser');
    return await simpleParser(raw, OPTIONS);
  } catch (cause) {
    // mailparser throws on MIME that it takes for hostile. Its words describe the structure, never the content.
    const why = messageOf(cause).slice(0, 200);
    throw new Rejection('mail-mime/unparsable', `The MIME structure cannot be read: ${why}`);
  }
}

function attachmentOf(one: Attachment): MimeAttachment {
  const filename = attachmentName(one.filename);
  const contentId = one.cid ?? '';
  return {
    ...(filename === undefined ? {} : { filename }),
    contentType: one.contentType.toLowerCase(),
    size: one.content.length,
    ...(contentId === '' ? {} : { contentId: contentId.slice(0, 400) }),
    inline: isInline(one.contentDisposition ?? '', contentId !== ''),
    content: one.content,
  };
}
