import type { Turn } from '../story/parse-conversation.ts';
import type { Conversation } from '../story/story.ts';

export interface Place {
  readonly folder: string;
  readonly flags: readonly string[];
}

// Weekdays that mail stays in the inbox before it is filed.
const FILED_AFTER = 22;

function folderOf(turn: Turn, talk: Conversation, owner: string): string {
  const { folder } = turn.options;
  if (folder !== undefined) return folder;
  if (turn.from === owner) return 'Sent';
  return turn.ago <= FILED_AFTER ? 'INBOX' : talk.folder;
}

function flagsOf(turn: Turn, index: number, talk: Conversation, owner: string): readonly string[] {
  const answered = talk.turns.slice(index + 1).some((later) => later.from === owner);
  const seen = turn.from === owner || answered || turn.ago > 3;
  return [
    ...(seen && turn.options['unread'] === undefined ? ['\\Seen'] : []),
    ...(turn.from !== owner && answered ? ['\\Answered'] : []),
    ...(turn.options['flagged'] === undefined ? [] : ['\\Flagged']),
    ...(turn.options['folder'] === 'Drafts' ? ['\\Draft'] : []),
  ];
}

export const placeOf = (turn: Turn, index: number, talk: Conversation, owner: string): Place => ({
  folder: folderOf(turn, talk, owner),
  flags: flagsOf(turn, index, talk, owner),
});
