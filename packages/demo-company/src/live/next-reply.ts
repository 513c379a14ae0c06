import { fillDates } from '../calendar/fill-dates.ts';
import { everyDeal } from '../content/deals/every-deal.ts';
import { runningConversations, type RunningConversation } from '../content/live/replies.ts';
import { personNamed } from '../everyone.ts';
import { clientNamed } from '../render/client.ts';
import { digest } from '../render/digest.ts';
import type { Setting } from '../render/setting.ts';
import { replySubject } from '../render/subject.ts';
import { writeConversation } from '../render/write-conversation.ts';
import type { Written } from '../render/written.ts';
import type { Conversation } from '../story/story.ts';
import { at } from './at.ts';

const LATER_EN = [
  'One more thing, and then I leave you alone for today: could you put the dates into one table for my manager?',
  'Small correction to my last mail: please read "week" where I wrote "month".',
  'I forwarded your answer inside our house, and the first reaction was good. More soon.',
  'Could you resend the last file? Our filter has eaten it again.',
  'No hurry with this one, but please keep my colleagues on copy from now on.',
];
const LATER_JA = [
  '先ほどのメールに関しまして、1点補足がございます。日程を一覧にしていただけますと、社内での説明が容易になります。',
  'お送りいただいたファイルが、弊社のフィルターで削除されてしまいました。お手数ですが、再送をお願いできますでしょうか。',
  '社内で共有いたしましたところ、好意的な反応でした。取り急ぎご報告まで。',
];

/** The running conversations in turn; when all has been said, what people still write then. */
function choose(k: number): readonly [RunningConversation, string, number] {
  const running = at(runningConversations, k);
  const round = Math.floor(k / runningConversations.length);
  const text = running.texts[round];
  if (text !== undefined) return [running, text, round];
  const japanese = /[\u3040-\u30ff]/u.test(running.texts[0] ?? '');
  return [running, at(japanese ? LATER_JA : LATER_EN, k + round), round];
}

function conversationNamed(key: string): Conversation {
  const found = everyDeal.flatMap((deal) => deal.conversations).find((talk) => talk.key === key);
  if (found === undefined) throw new Error(`the content has no conversation named ${key}`);
  return found;
}

/** The k-th answer that the owner gets in one of the conversations that were going on. */
export function nextReply(k: number, now: Date, setting: Setting): Written {
  const [running, text, round] = choose(k);
  const earlier = writeConversation(conversationNamed(running.conversation), setting);
  const parent = earlier.at(-1);
  if (parent === undefined) throw new Error(`nothing to answer in ${running.conversation}`);
  const from = personNamed(running.from);
  const client = clientNamed(from.client);
  const body = fillDates(text, now);
  return {
    id: client.id(digest('live', running.conversation, round), from.address.split('@')[1] ?? ''),
    references: [...parent.references, parent.id],
    date: now,
    from,
    to: [personNamed('aiko')],
    cc: parent.cc.filter((who) => who.key !== from.key && who.key !== 'aiko'),
    subject: replySubject(client, parent.subject),
    text: [body, '', ...from.signature].join('\n'),
    quoted: parent,
    forwards: false,
  };
}
