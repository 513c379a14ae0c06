import fc from 'fast-check';
import type { MailboxStore } from '../src/index.ts';
import { mail } from './imap-client.ts';

/** One thing that happens to a mailbox; `pick` chooses among what is there. */
export type Move =
  | { readonly kind: 'deliver'; readonly count: number }
  | { readonly kind: 'expunge' | 'away' | 'back' | 'copy'; readonly pick: number; readonly count: number }
  | { readonly kind: 'flag'; readonly pick: number; readonly count: number; readonly flag: string }
  | { readonly kind: 'sync' };

const pick = fc.nat(50);
const count = fc.integer({ min: 1, max: 4 });

export const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('deliver' as const), count }),
    fc.record({
      kind: fc.constantFrom('expunge' as const, 'away' as const, 'back' as const, 'copy' as const),
      pick,
      count,
    }),
    fc.record({
      kind: fc.constant('flag' as const),
      pick,
      count,
      flag: fc.constantFrom('\\Seen', '\\Flagged', '$Deal'),
    }),
    fc.record({ kind: fc.constant('sync' as const) }),
  ),
  { maxLength: 40 },
);

export async function make(box: MailboxStore, move: Exclude<Move, { kind: 'sync' }>): Promise<void> {
  switch (move.kind) {
    case 'deliver':
      await box.deliverMany(
        'INBOX',
        Array.from({ length: move.count }, (_, index) => ({ raw: mail(`m${index}`) })),
      );
      return;
    case 'expunge':
      return box.expunge('INBOX', chosen(box, 'INBOX', move));
    case 'away':
      await box.move('INBOX', chosen(box, 'INBOX', move), 'Archive');
      return;
    case 'back':
      await box.move('Archive', chosen(box, 'Archive', move), 'INBOX');
      return;
    case 'copy':
      await box.copy('INBOX', chosen(box, 'INBOX', move), 'INBOX');
      return;
    case 'flag': {
      const uids = chosen(box, 'INBOX', move);
      const has = box.list('INBOX').some((message) => uids.includes(message.uid) && message.flags.includes(move.flag));
      await box.setFlags('INBOX', { uids, operation: has ? 'remove' : 'add', flags: [move.flag] });
    }
  }
}

function chosen(
  box: MailboxStore,
  path: string,
  move: { readonly pick: number; readonly count: number },
): readonly number[] {
  const uids = box.list(path).map((message) => message.uid);
  const from = uids.length === 0 ? 0 : move.pick % uids.length;
  return uids.slice(from, from + move.count);
}
