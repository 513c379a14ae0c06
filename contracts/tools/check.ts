import { artefacts, brokenPromises, currentSchemas, publishedSchemas, stale, withoutFixture } from './artefacts.ts';

const broken = brokenPromises(publishedSchemas(), currentSchemas()).map((line) => `breaks a published event: ${line}`);
const old = stale(artefacts()).map((path) => `out of date: contracts/${path} (run: node contracts/tools/generate.ts)`);
const bare = withoutFixture().map((type) => `no golden fixture: contracts/fixtures/${type}.json`);

const problems = [...broken, ...old, ...bare];
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(`${currentSchemas().size} events, ${problems.length} problems\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
