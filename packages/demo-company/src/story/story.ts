import type { Attachment } from '../attachments/attachment.ts';
import { parseConversation, type Turn } from './parse-conversation.ts';

/** Mails that answer one another, oldest first. */
export interface Conversation {
  /** Stable name: message ids come from it. */
  readonly key: string;
  readonly subject: string;
  readonly turns: readonly Turn[];
  /** Where mail received in it lies once it is no longer new. */
  readonly folder: string;
  /** False where the owner keeps the conversation for herself. */
  readonly shared: boolean;
}

export type Attachments = Readonly<Record<string, Attachment>>;

/** A part of the content: some conversations and the files that go with them. */
export interface Story {
  readonly conversations: readonly Conversation[];
  readonly attachments: Attachments;
}

export interface ConversationSettings {
  readonly folder?: string;
  readonly shared?: boolean;
}

export function conversation(
  key: string,
  subject: string,
  text: string,
  settings: ConversationSettings = {},
): Conversation {
  return {
    key,
    subject,
    turns: parseConversation(text),
    folder: settings.folder ?? 'Archive',
    shared: settings.shared ?? true,
  };
}
