import { MailfoldError } from '@mailfold/kernel';
import type { FastifyInstance } from 'fastify';

const notJson = (where: string): MailfoldError =>
  new MailfoldError({
    code: 'api/invalid',
    message: `${where} is no JSON.`,
    details: { errors: [{ field: where, reason: 'no JSON' }] },
  });

const parsed = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may be anybody's mail.
    throw notJson(where);
  }
};

const lines = (text: string): unknown[] =>
  text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : [parsed(line, `line ${at + 1}`)]));

const textOf = (body: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw notJson('body');
  }
};

/** JSON (an empty body is none) and newline-delimited JSON; nothing else is taken. */
export function addBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    body.length === 0 ? undefined : parsed(textOf(body), 'body'),
  );
  app.addContentTypeParser('application/x-ndjson', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    lines(textOf(body)),
  );
}
