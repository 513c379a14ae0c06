import { within } from '../within.ts';

const LOOK_MS = 50;
/** Greeting, capabilities and logins take a few kB. */
const MOST_BYTES = 1024 * 1024;

/** The outcome of `connecting`, unless the server says more before the login than any server that means well (X16). */
export async function unlessFlooded<T>(connecting: Promise<T>, received: () => number): Promise<T> {
  const done = connecting.then(() => true);
  while (!(await within(LOOK_MS, done, () => false))) {
    if (received() > MOST_BYTES) throw Object.assign(new Error('flooded'), { code: 'TooMuchBeforeLogin' });
  }
  return connecting;
}
