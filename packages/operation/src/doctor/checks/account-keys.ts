import type { Finding } from '@mailfold/contracts/http';
import type { Secrets } from '../../operation-parts.ts';
import type { Check } from '../check.ts';

const part = 'account keys';

/** Under which master keys the keys of accounts are: one is right, two are a rotation that is not over. */
export const accountKeysCheck = ({ keys }: Secrets): Check => ({
  part,
  whatToDo: 'See what `mailfold secrets status` says.',
  look: async () => {
    const status = await keys.status();
    const counted = (state: string): number =>
      status.keys.filter((one) => one.state === state).reduce((sum, { accounts }) => sum + accounts, 0);
    return [findingOf(status.current, counted)];
  },
});

const findingOf = (current: string, counted: (state: string) => number): Finding => {
  if (counted('unknown') > 0)
    return {
      part,
      state: 'broken',
      words: `${counted('unknown')} are wrapped under a master key that is not given`,
      whatToDo:
        'Give it as MAILFOLD_MASTER_KEY_PREVIOUS, and run `mailfold secrets rotate`; `mailfold secrets status` names it.',
    };
  if (counted('previous') > 0)
    return {
      part,
      state: 'warning',
      words: `${counted('previous')} are wrapped under a master key of before`,
      whatToDo: 'Run `mailfold secrets rotate` to the end; only then may the old master key go.',
    };
  return { part, state: 'ok', words: `all ${counted('current')} are wrapped under the master key ${current}` };
};
