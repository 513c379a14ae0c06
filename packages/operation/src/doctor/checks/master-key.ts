import type { Finding } from '@mailfold/contracts/http';
import { isMailfoldError } from '@mailfold/kernel';
import { MasterKey } from '@mailfold/secrets';
import { access } from 'node:fs/promises';
import type { Secrets } from '../../operation-parts.ts';
import type { Check } from '../check.ts';

const part = 'master key';

const lost = (file: string): Finding => ({
  part,
  state: 'broken',
  words: `the file ${file} is gone; this process still has the key`,
  whatToDo:
    'Put the file back from a copy before the next start, which would make a new key: every stored password would be unreadable.',
});

const WORDS = { environment: 'comes from the environment', kms: 'is kept by a key management service' };

export const masterKeyCheck = ({ source }: Secrets): Check => ({
  part,
  whatToDo: 'See that the file is there, belongs to this user and has the mode 600.',
  look: async () => {
    if (typeof source === 'string') return [{ part, state: 'ok', words: WORDS[source] }];
    const { file } = source;
    // Looked at first: reading a file that is not there would make a new key.
    const there = await access(file).then(
      () => true,
      () => false,
    );
    return [there ? await readable(file) : lost(file)];
  },
});

const readable = async (file: string): Promise<Finding> => {
  try {
    await MasterKey.fromFile(file, { make: false });
    return { part, state: 'ok', words: `is in ${file}, for this user alone; keep a copy apart from the backups` };
  } catch (error) {
    if (!isMailfoldError(error)) throw error;
    return { part, state: 'broken', words: error.message, whatToDo: `Run chmod 600 ${file}, or put its copy back.` };
  }
};
