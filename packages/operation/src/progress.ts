import { Progress } from '@mailfold/contracts/http';
import type { EventStore } from '@mailfold/event-store';
import type { DeadLetters } from '@mailfold/processor';
import { defineRoute, type HttpRoutes, type Service } from '@mailfold/service-host';
import { positionOf } from './standing.ts';

export interface ProgressParts {
  readonly services: readonly Service[];
  readonly events: EventStore;
  readonly letters: DeadLetters;
}

/** `parked`: events of a processor that wait for an operator. */
export const progressRoutes = ({ services, events, letters }: ProgressParts): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/progress',
    summary: 'Where every processor stands; settled: all of them at an unchanged head',
    tags: ['operation'],
    auth: 'service',
    answers: { 200: Progress },
    handle: async () => {
      const parked = new Map((await letters.counts()).map((count) => [count.processor, count.events]));
      // After the positions: a processor that seems to stand at the head did so.
      const reached = services.flatMap((service) => service.progress());
      const head = await events.head();
      const processors = reached.map((one) => ({
        name: one.name,
        position: positionOf(one, head),
        parked: parked.get(one.name) ?? 0,
      }));
      return { head, processors };
    },
  }),
];
