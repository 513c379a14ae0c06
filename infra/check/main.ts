import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCheck, type CheckResult } from './run-check.ts';

// `npm run check` runs every package script named `check:<name>`; `npm run check -- types lint` only those.
const ROOT = join(import.meta.dirname, '../..');
const AT_ONCE = 2;

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const asked = process.argv.slice(2);
const checks = Object.entries(scripts)
  .filter(([name]) => name.startsWith('check:'))
  .map(([name, command]) => ({ name: name.slice('check:'.length), command }))
  .filter(({ name }) => asked.length === 0 || asked.includes(name));

const waiting = [...checks];
const results: CheckResult[] = [];
async function takeNext(): Promise<void> {
  const check = waiting.shift();
  if (check === undefined) return;
  const result = await runCheck(ROOT, check);
  results.push(result);
  process.stdout.write(
    `${result.passed ? 'ok    ' : 'FAILED'}  ${check.name.padEnd(14)} ${result.seconds.toFixed(1)} s\n`,
  );
  await takeNext();
}
await Promise.all(Array.from({ length: AT_ONCE }, takeNext));

const failed = results.filter(({ passed }) => !passed);
for (const { name, output } of failed) process.stdout.write(`\n── ${name}\n${output.trim()}\n`);
const unknown = asked.filter((name) => !checks.some((check) => check.name === name));
for (const name of unknown) process.stdout.write(`there is no check named ${name}\n`);
process.stdout.write(`\n${results.length - failed.length} checks passed, ${failed.length} failed\n`);
process.exitCode = failed.length + unknown.length === 0 ? 0 : 1;
