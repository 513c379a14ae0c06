import { timelineText } from '@mailfold/cli';
import type { ApiClient } from '@mailfold/client';
import type { Demo } from './demo/demo.ts';
import type { Output } from './output.ts';

const SHOWN = 12;

/** One deal's timeline as a colleague may see it. */
export const showTimeline = async (client: ApiClient, { example }: Demo, output: Output): Promise<void> => {
  const viewer = client.as(example.viewer);
  const { record, items } = await viewer.timelines.timeline('deals', example.deal, { limit: SHOWN });
  output.say('');
  output.say(`The timeline of a deal, as the colleague "${example.viewer}" may see it:`);
  output.say(timelineText(record, items, process.stderr.columns));
};

/** Where the API is, and what to do next. */
export const showWays = (url: string, data: string, output: Output): void => {
  output.say('');
  output.say(`API     ${url}   (reference: ${url}/openapi.json; key: ${data}/api.json)`);
  output.say('Yours   npx mailfold accounts connect you@example.com');
  output.say('See     npx mailfold mailbox, npx mailfold timeline deal ID --as USER, npx mailfold --help');
  output.say('Ctrl-C stops; the next start goes on.');
};

export const HELP = `mailfold up: everything on this machine, in one process

  --data DIR        where database, mail and keys are kept (default .data in the clone, or MAILFOLD_DATA)
  --port N          of the API (default 8070, 0: a free one; or MAILFOLD_PORT)
  --host ADDRESS    where the API listens (default 127.0.0.1; or MAILFOLD_HOST)
  --demo, --no-demo run the demo company or not (default: where no account was ever connected, and where it ran before)
  --until-settled   end when everything is synced and folded; no new demo mail arrives
  --json            the last line of standard output is one JSON object

Examples
  npm start
  npm start -- --demo --until-settled --json
  npm start -- --data ~/mailfold --port 9000

Exit codes: 0 stopped as asked, 1 an error (told in a line), 130 ended by a second Ctrl-C
`;
