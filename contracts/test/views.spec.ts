import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { personalPaths } from '../index.ts';
import { partitionOf } from '../topics/index.ts';
import {
  beatOf,
  DealTimelineRow,
  dealTimelineKey,
  DealTimelineView,
  MailboxRow,
  mailboxKey,
  MailboxView,
  RowHeaders,
  rowRecord,
  VIEWS,
} from '../views/index.ts';

const fixture = (topic: string): unknown[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../fixtures/${topic}.json`), 'utf8'));

describe('rows of views', () => {
  it.each(VIEWS)('$topic: the golden rows parse, and nothing is lost', ({ topic, row }) => {
    const rows = fixture(topic);
    expect(rows.length).toBeGreaterThan(1);
    for (const one of rows) expect(row.parse(one)).toEqual(one);
  });

  it.each(VIEWS)('$topic: every row names its tenant, its account and its owner', ({ row }) => {
    const [one] = fixture('mailfold.views.mailbox.v1');
    const { error } = row.safeParse({ ...Object(one), tenantId: 'x', accountId: 'x', ownerId: 'x' });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(
      expect.arrayContaining(['tenantId', 'accountId', 'ownerId']),
    );
  });

  it('of a timeline name the records to check, always one at least', () => {
    const [row] = fixture(DealTimelineView.topic);
    expect(DealTimelineRow.safeParse({ ...Object(row), records: [] }).success).toBe(false);
  });

  it('mark what is personal', () => {
    expect(personalPaths(DealTimelineRow)).toEqual([
      'subject',
      'from[]',
      'to[]',
      'cc[]',
      'attachments[].filename',
      'textDigest',
    ]);
    expect(personalPaths(MailboxRow)).toEqual(['subject']);
  });
});

describe('a row as a record', () => {
  const [timeline] = fixture(DealTimelineView.topic).map((row) => DealTimelineRow.parse(row));
  const [thread] = fixture(MailboxView.topic).map((row) => MailboxRow.parse(row));

  it('is keyed by account and what it is of', () => {
    if (timeline === undefined || thread === undefined) throw new Error('no golden rows');
    expect([dealTimelineKey(timeline), mailboxKey(thread)]).toEqual([
      `${timeline.accountId}/${timeline.messageId}`,
      `${thread.accountId}/${thread.threadId}`,
    ]);
  });

  it('says its schema and the position after which it is so', () => {
    expect(rowRecord(MailboxView.topic, 'k', thread, 17)).toEqual({
      key: 'k',
      value: Buffer.from(JSON.stringify(thread)),
      headers: { 'content-type': 'application/json', schema: 'mailfold.views.mailbox.v1', position: '17' },
    });
  });

  it('has the headers that are published', () => {
    const { headers } = rowRecord(MailboxView.topic, 'k', thread, 17);
    expect(RowHeaders.strict().parse(headers)).toEqual(headers);
  });

  it('is a tombstone where it is taken back, which says from which position on', () => {
    const { value, headers } = rowRecord(DealTimelineView.topic, 'k', undefined, 18);
    expect([value, headers['position']]).toEqual([null, '18']);
  });
});

describe('a beat', () => {
  it.each([1, 2, 12, 50])(
    'reaches each of %d partitions once, with a tombstone of a row that never was',
    (partitions) => {
      const beat = beatOf(MailboxView.topic, partitions);
      expect(beat.map(({ key }) => partitionOf(key, partitions))).toEqual([...Array(partitions).keys()]);
      expect(new Set(beat.map(({ value }) => value))).toEqual(new Set([null]));
      expect(beat.every(({ key, headers }) => key.startsWith('beat/') && headers['position'] === '0')).toBe(true);
    },
  );
});
