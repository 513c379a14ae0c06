import { z } from 'zod';
import * as http from '../http/index.ts';

const shapes = Object.entries(http).flatMap(([name, value]) =>
  value instanceof z.ZodType ? [[name, value] as const] : [],
);

describe('HTTP shapes', () => {
  it.each(shapes)('%s can be described in JSON Schema', (_name, shape) => {
    expect(() => z.toJSONSchema(shape, { io: 'input' })).not.toThrow();
  });

  it('coerce what a query can only say as text', () => {
    expect(http.MailboxQuery.parse({ limit: '7', unread: 'true' })).toEqual({
      limit: 7,
      unread: true,
      folder: 'inbox',
    });
    expect(http.SearchQuery.parse({ q: ' 見積 ', in: 'subject,content' })).toMatchObject({
      q: '見積',
      in: ['subject', 'content'],
    });
  });

  it('fill in what a person need not say', () => {
    const body = {
      address: 'a@b.example',
      servers: { preset: 'gmail' },
      credentials: { kind: 'password', login: 'a', password: 'p' },
    };
    expect(http.ConnectBody.parse(body)).toMatchObject({
      scope: { kind: 'all' },
      start: { kind: 'since' },
      aliases: [],
      settings: {},
    });
  });
});
