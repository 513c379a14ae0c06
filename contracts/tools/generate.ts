import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { artefacts, brokenPromises, CONTRACTS, currentSchemas, publishedSchemas } from './artefacts.ts';

// Overwriting the schema of a published event would hide from `check` what it broke.
const unreleased = process.argv.includes('--unreleased');
const broken = unreleased ? [] : brokenPromises(publishedSchemas(), currentSchemas());
if (broken.length > 0) {
  process.stderr.write(
    `Nothing written: published events would break.\n${broken.map((line) => `  ${line}\n`).join('')}` +
      'Make a new version of the event (v2) instead, or, if it was never released, run with --unreleased.\n',
  );
  process.exitCode = 1;
} else {
  mkdirSync(join(CONTRACTS, 'schemas'), { recursive: true });
  const made = artefacts();
  for (const { path, text } of made) writeFileSync(join(CONTRACTS, path), text);
  process.stdout.write(`${made.length} files written\n`);
}
