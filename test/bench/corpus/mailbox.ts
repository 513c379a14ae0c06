import type { MaildirMessage } from '@mailfold/dev-env';
import { easyHam } from './easy-ham.ts';
import { vary } from './vary.ts';

const FIRST = Date.UTC(2024, 0, 1);
const MINUTE_MS = 60_000;

/** So many real mails, oldest first: the corpus as often as it takes, varied per copy. */
export async function* mailbox(count: number): AsyncGenerator<MaildirMessage & { readonly raw: Buffer }> {
  const mails = await easyHam();
  for (let nth = 0; nth < count; nth += 1) {
    const raw = mails[nth % mails.length];
    if (raw === undefined) return;
    const internalDate = new Date(FIRST + nth * 10 * MINUTE_MS);
    yield { raw: vary(raw, Math.floor(nth / mails.length)), internalDate, flags: nth % 3 === 0 ? [] : ['Seen'] };
  }
}
