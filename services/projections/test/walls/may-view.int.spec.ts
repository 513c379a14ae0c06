import { recordId, uuid7 } from '@mailfold/kernel';
import fc from 'fast-check';
import { mayView as rule } from '../../src/may-view.ts';
import { recordsView } from '../../src/records/records-view.ts';
import { threadsView } from '../../src/threads/threads-view.ts';
import { DirectoryEvents, EVERYONE } from '../threads/directory-events.ts';
import { linked } from '../threads/link-events.ts';
import { MailboxEvents } from '../threads/mailbox-events.ts';
import { Views } from '../views.ts';
import { mayView, type RecordOf, type ThreadOf, type User } from './may-view.ts';

const USERS = ['ann', 'bob', 'cid', 'dan'];
const users = fc.tuple(...USERS.map((name) => fc.record({ name: fc.constant(name), groups: fc.subarray(['g', 'h']) })));
const visibleTo = fc.oneof(
  fc.constant('everyone' as const),
  fc.record({ users: fc.subarray(USERS) }),
  fc.record({ groups: fc.subarray(['g', 'h']) }),
);
const place = fc.record({
  kind: fc.constantFrom('contact', 'organisation', 'deal'),
  name: fc.constantFrom('x', 'y'),
});
const record = fc
  .tuple(place, visibleTo, fc.option(fc.constantFrom(...USERS)))
  .map(([at, to, owner]): RecordOf => ({ ...at, visibleTo: to, ...(owner === null ? {} : { owner }) }));
const same = ({ kind, name }: { readonly kind: string; readonly name: string }): string => `${kind} ${name}`;
const records = fc.uniqueArray(record, { selector: same, maxLength: 6 });
const thread = fc.record({
  owner: fc.constantFrom('ann', 'bob'),
  shared: fc.oneof(fc.constant(true), fc.boolean()),
  links: fc.uniqueArray(place, { selector: same, maxLength: 3 }),
});
const threads = fc
  .array(thread, { minLength: 1, maxLength: 6 })
  .map((list): ThreadOf[] => list.map((one, n) => ({ ...one, name: `t${n}` })));

describe('who may see a thread (VIS-2)', () => {
  let views: Views;
  beforeAll(async () => {
    views = await Views.open(recordsView, threadsView);
  });
  afterAll(() => views[Symbol.asyncDispose]());

  it('is in SQL what it is in plain words, for users, groups, records, links and shares of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(users, records, threads, async (people, known, list) => {
        const tenant = await tell(people, known, list);
        for (const viewer of people) {
          const expected = list.filter((one) => mayView(viewer, one, known)).map(({ name }) => name);
          expect(await seenBy(tenant, viewer)).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  const tell = async (
    people: readonly User[],
    known: readonly RecordOf[],
    list: readonly ThreadOf[],
  ): Promise<string> => {
    const tenant = uuid7();
    const directory = new DirectoryEvents(tenant);
    const boxes = new Map(['ann', 'bob'].map((owner) => [owner, new MailboxEvents(tenant, owner)]));
    const told = [...boxes.values()].flatMap((box) => box.opened());
    for (const { name, groups } of people) told.push(directory.user(name, ...groups));
    for (const { visibleTo: to, owner, ...named } of known) {
      const access =
        to === 'everyone' ? EVERYONE : 'users' in to ? directory.only(...to.users) : { groups: [...to.groups] };
      told.push(directory.record(named, access, owner));
    }
    for (const { name, owner, shared, links } of list) {
      const box = boxes.get(owner) ?? new MailboxEvents(tenant, owner);
      told.push(
        ...box.mail(name),
        ...links.map((link) => linked(box, name, link)),
        ...(shared ? [box.shared(name)] : []),
      );
    }
    await views.tell(told);
    return tenant;
  };

  const seenBy = async (tenant: string, { name }: User): Promise<string[]> => {
    const seen = await views.rows.query<{ subject: string }>(
      `select t.subject from threads.thread t where t.tenant = $1 and ${rule('$2')} order by t.subject`,
      [tenant, recordId(tenant, 'user', name)],
    );
    return seen.map(({ subject }) => subject);
  };
});
