import type { Finding } from '@mailfold/contracts/http';
import { isMailfoldError, messageOf } from '@mailfold/kernel';
import type { Cli } from '../cli.ts';
import { plainText } from '../terminal/plain-text.ts';
import { incomplete } from '../usage.ts';
import { exitCodeOf, EXIT } from '../exit-code.ts';

const SIGNS: Readonly<Record<Finding['state'], string>> = { ok: 'ok     ', warning: 'warning', broken: 'BROKEN ' };

const line = ({ part, state, words, whatToDo }: Finding): string =>
  [
    `${SIGNS[state]}  ${plainText(part)}: ${plainText(words)}`,
    ...(whatToDo === undefined || state === 'ok' ? [] : [`         What to do: ${plainText(whatToDo)}`]),
  ].join('\n');

async function findings(cli: Cli): Promise<readonly Finding[]> {
  try {
    const client = await cli.tenant();
    const { findings: found } = await client.operation.doctor();
    return [{ part: 'api', state: 'ok', words: 'answers' }, ...found];
  } catch (error) {
    // That nothing answers is what one asks a doctor about.
    if (!isMailfoldError(error) || exitCodeOf(error) !== EXIT.unreachable) throw error;
    return [
      { part: 'api', state: 'broken', words: messageOf(error), whatToDo: 'start it with npm start, or see its log' },
    ];
  }
}

/** Looks at every part and says what to do. Throws `cli/incomplete` where something is broken. */
export async function doctor(cli: Cli): Promise<void> {
  const found = await findings(cli);
  cli.answer({ findings: found }, () => found.map(line).join('\n'));
  if (found.some(({ state }) => state === 'broken')) throw incomplete('Something is broken: see above.');
}
