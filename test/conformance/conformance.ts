import { corpora, describeWith, type Need } from '@mailfold/dev-env';
import { both } from '../journeys/both.ts';
import { BEHAVIOURS } from './behaviours.ts';
import type { Behaviour } from './behaviour.ts';
import { type Column, NOTABLE } from './columns.ts';
import { Story } from './story.ts';
import type { SuiteServer } from './suite-server.ts';
import { announcement, CANNOT } from './table/titles.ts';

const BEGIN_MS = 120_000;

/** The suite against one server: the same story, told to the same end. */
export const conformance = (column: Column, need: Need<() => Promise<SuiteServer>>): void => {
  describeWith(both(need, corpora()), column.name, ([start, folder]) => {
    let story: Story;
    beforeAll(async () => {
      story = await Story.begin(await start(), folder);
    }, BEGIN_MS);
    afterAll(() => story[Symbol.asyncDispose]());

    it(announcement(column), () => {
      expect(NOTABLE.filter((name) => story.capabilities.has(name))).toEqual(column.announces);
    });
    for (const behaviour of BEHAVIOURS) row(behaviour, column.cannot?.[behaviour.id], () => story);
  });
};

const row = (behaviour: Behaviour, reason: string | undefined, story: () => Story): void => {
  const { name, holds, isMissing, within } = behaviour;
  if (reason === undefined) return it(name, () => holds(story()), within);
  it(`${name}${CANNOT}${reason}`, async () => {
    if (isMissing === undefined) throw new Error(`nobody looks whether it is so that the server ${reason}`);
    await isMissing(story());
  });
};
