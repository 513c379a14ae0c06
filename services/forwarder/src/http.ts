import { defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { z } from 'zod';
import type { Forwarder } from './application/forwarder.ts';

const RelayAnswer = z.object({
  shards: z.array(
    z.object({
      shard: z.string(),
      here: z.boolean().describe('Whether the process that answers publishes it'),
      position: z.int().describe('Everything of the shard up to here is in Kafka'),
      lag: z.object({
        events: z.int().describe('In the store and not in Kafka; exact up to a hundred, estimated above'),
        seconds: z.number().describe('Age of the oldest of them'),
      }),
    }),
  ),
});

export const routes = (forwarder: Forwarder): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/relay',
    summary: 'How far the event store is published to Kafka',
    tags: ['operation'],
    auth: 'service',
    answers: { 200: RelayAnswer },
    handle: async () => ({ shards: await forwarder.states() }),
  }),
];
