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
