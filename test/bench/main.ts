import { BENCHES } from './benches.ts';
import { commandLine } from './command-line.ts';
import { describeMachine } from './machine.ts';
import { tableOf } from './table.ts';

const USAGE = `usage: npm run bench -- NAME… [--json] [--pairs N] [--size N] [--profile FOLDER]
  NAME is one of ${Object.keys(BENCHES).join(', ')}
  --json     the table goes to stderr, and a line of JSON for each bench to stdout
  --pairs N  how often ours and the peer run in turn
  --size N   how much work a run does: messages, events; a smaller one shows that a bench works, not how fast we are
  --profile  CPU profiles of our processes, for the developer tools of a browser
`;

const run = async (name: string, asked: ReturnType<typeof commandLine>): Promise<void> => {
  const bench = await BENCHES[name]?.();
  if (bench === undefined) throw new RangeError(`there is no bench ${name}\n${USAGE}`);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const report = await bench({ ...asked, say });
  const table = tableOf(report, describeMachine());
  if (!asked.json) process.stdout.write(table);
  else {
    process.stderr.write(table);
    process.stdout.write(`${JSON.stringify(report.result)}\n`);
  }
};

try {
  const asked = commandLine(process.argv.slice(2));
  if (asked.names.length === 0) throw new RangeError(USAGE);
  for (const name of asked.names) await run(name, asked);
  // A pool or a server that a bench left open must not keep the person waiting.
  process.exit(0);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  if (!(error instanceof RangeError) && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
  process.exit(1);
}
