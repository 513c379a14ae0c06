import type { MimeAttachment } from './read-mail.ts';

/** What a message carries besides its header. */
export interface Contents {
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly MimeAttachment[];
}

/** Texts that stand one after another in one message: the body, and the footer that a list put under it. */
export function joinedContents(
  texts: readonly string[],
  htmls: readonly string[],
  attachments: readonly MimeAttachment[],
): Contents {
  return {
    ...(texts.length === 0 ? {} : { text: texts.join('\n') }),
    ...(htmls.length === 0 ? {} : { html: htmls.join('<br/>\n') }),
    attachments,
  };
}
