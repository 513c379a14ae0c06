import type { Oracle } from '../oracle/oracle.ts';

/** One of these, by chance. */
type Pick = <Item>(from: readonly Item[]) => Item | undefined;

/** Something that a mail client does with one mail. */
type Step = (oracle: Oracle, from: string, uid: number, to: string) => Promise<void>;

const move: Step = (oracle, from, uid, to) => oracle.move(from, uid, to);
const copy: Step = (oracle, from, uid, to) => oracle.copy(from, uid, to);
const expunge: Step = (oracle, from, uid) => oracle.expunge(from, uid);
const read: Step = (oracle, from, uid) => oracle.store(from, uid, String.raw`+FLAGS (\Seen)`);
const unread: Step = (oracle, from, uid) => oracle.store(from, uid, String.raw`-FLAGS (\Seen)`);

/** Each as often as it stands here. */
const STEPS: readonly Step[] = [move, move, move, move, copy, copy, expunge, read, read, unread];

/** How Dovecot says that another client was faster. */
const isExpunged = (error: unknown): boolean => error instanceof Error && error.message.includes('EXPUNGEISSUED');

/** So many things that another client does, by chance. Where yet another was faster, it goes on with the next. */
export const churn = async (
  oracle: Oracle,
  chance: Iterator<number, never>,
  steps: number,
  isRace: (error: unknown) => boolean = isExpunged,
): Promise<void> => {
  const pick: Pick = (from) => from[Math.floor(chance.next().value * from.length)];
  for (let nth = 0; nth < steps; nth += 1) {
    await oneStep(oracle, pick).catch((error: unknown) => {
      if (!isRace(error)) throw error;
    });
  }
};

const oneStep = async (oracle: Oracle, pick: Pick): Promise<void> => {
  const folders = await oracle.folders();
  const from = pick(folders) ?? 'INBOX';
  const to = pick(folders.filter((one) => one !== from)) ?? 'INBOX';
  const uid = pick(await oracle.places(from))?.uid;
  if (uid !== undefined) await pick(STEPS)?.(oracle, from, uid, to);
};
