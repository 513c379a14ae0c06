import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allBroken, artefacts, CONTRACTS } from './artefacts.ts';

// Overwriting what was published would hide from `check` what it broke.
const unreleased = process.argv.includes('--unreleased');
const broken = unreleased ? [] : allBroken();
if (broken.length > 0) {
  process.stderr.write(
    `Nothing written: what was published would break.\n${broken.map((line) => `  ${line}\n`).join('')}` +
      'Make a new version (v2) of the event, row or topic instead, or, if it was never released, run with --unreleased.\n',
  );
  process.exitCode = 1;
} else {
  mkdirSync(join(CONTRACTS, 'schemas'), { recursive: true });
  const made = artefacts();
  for (const { path, text } of made) writeFileSync(join(CONTRACTS, path), text);
  process.stdout.write(`${made.length} files written\n`);
}
