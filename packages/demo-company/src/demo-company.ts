import { startOfDay } from './calendar/workday.ts';
import { everyDeal } from './content/deals/every-deal.ts';
import { everyStory } from './content/everyday/every-story.ts';
import { contactRecords, dealRecords, organisationRecords, userRecords } from './directory-records.ts';
import { personNamed } from './everyone.ts';
import { FOLDERS, type Folder } from './folders.ts';
import { oddMails } from './odd/odd-mails.ts';
import { OWNER, type ContactRecord, type DealRecord, type OrganisationRecord, type UserRecord } from './records.ts';
import type { MailboxMail } from './render/mailbox-mail.ts';
import { renderConversation } from './render/render-conversation.ts';
import type { Setting } from './render/setting.ts';
import type { Story } from './story/story.ts';

/** What the owner lets others see. */
export interface Sharing {
  /** For the account: new threads are shared (VIS-3). */
  readonly accountDefault: 'shared';
  /** Subjects, without reply prefixes, of the conversations that the owner keeps for herself. */
  readonly privateSubjects: readonly string[];
}

export interface DemoCompany {
  readonly tenant: { readonly name: string };
  readonly owner: UserRecord;
  readonly users: readonly UserRecord[];
  readonly organisations: readonly OrganisationRecord[];
  readonly contacts: readonly ContactRecord[];
  readonly deals: readonly DealRecord[];
  readonly folders: readonly Folder[];
  readonly mailbox: Iterable<MailboxMail>;
  readonly sharing: Sharing;
}

const stories = (): readonly Story[] => [...everyDeal, ...everyStory];

const settingOf = (now: Date): Setting => ({
  today: startOfDay(now),
  owner: OWNER,
  people: personNamed,
});

/** Rendered one conversation at a time, in the order they were written down. */
function* mailboxOf(setting: Setting): Generator<MailboxMail> {
  for (const story of stories())
    for (const talk of story.conversations) yield* renderConversation(talk, story.attachments, setting);
  yield* oddMails(setting);
}

const privateSubjects = (): readonly string[] =>
  stories()
    .flatMap(({ conversations }) => conversations)
    .filter(({ shared }) => !shared)
    .map(({ subject }) => subject);

/**
 * The company as it looks on the day of `now`: the same day gives the same records and the same bytes.
 * All mail is older than that day; the oldest about fourteen months.
 */
export function demoCompany({ now }: { readonly now: Date }): DemoCompany {
  const setting = settingOf(now);
  const users = userRecords();
  const owner = users.find(({ externalId }) => externalId === OWNER);
  if (owner === undefined) throw new Error('the owner of the mailbox is not among the users');
  return {
    tenant: { name: 'Kumoi Instruments K.K.' },
    owner,
    users,
    organisations: organisationRecords(),
    contacts: contactRecords(),
    deals: dealRecords(setting.today),
    folders: FOLDERS,
    mailbox: { [Symbol.iterator]: () => mailboxOf(setting) },
    sharing: { accountDefault: 'shared', privateSubjects: privateSubjects() },
  };
}
