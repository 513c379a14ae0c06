import { catalogue } from '../events/catalogue.ts';
import { TOPICS } from '../topics/catalogue.ts';
import { VIEWS } from '../views/catalogue.ts';
import { allBroken, artefacts, CONTRACTS, stale, withoutFixture } from './artefacts.ts';
import { asyncApi } from './asyncapi.ts';
import { asyncApiProblems } from './asyncapi-problems.ts';

const described = asyncApi({ topics: TOPICS, events: catalogue, views: VIEWS });

const problems = [
  ...allBroken().map((line) => `breaks what was published: ${line}`),
  ...stale(artefacts()).map((path) => `out of date: contracts/${path} (run: node contracts/tools/generate.ts)`),
  ...withoutFixture().map((name) => `no golden fixture: contracts/fixtures/${name}.json`),
  ...asyncApiProblems(described, CONTRACTS).map((line) => `not AsyncAPI 3.0: contracts/asyncapi.json: ${line}`),
];
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.stdout.write(
  `${catalogue.length} events, ${VIEWS.length} views, ${TOPICS.length} topics, ${problems.length} problems\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
