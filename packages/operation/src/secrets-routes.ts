import { RotateBody, Rotated, SecretsStatus } from '@mailfold/contracts/http';
import type { VaultKeys } from '@mailfold/secrets';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';

const tags = ['operation'];
const errors = { 'secrets/kms-unreachable': 503, 'secrets/kms-refused': 503 };

/** Under which master keys the stored logins are, and the next step of bringing them under the current one. */
export const secretsRoutes = (keys: VaultKeys): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/secrets',
    summary: 'Under which master key the keys of how many accounts are wrapped',
    tags,
    auth: 'service',
    answers: { 200: SecretsStatus },
    errors,
    handle: async () => {
      const { oldestAccountKey, ...status } = await keys.status();
      return oldestAccountKey === undefined ? status : { ...status, oldestAccountKey };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/v1/secrets/rotations',
    summary: 'Bring some accounts under the current master key; asked again until none is left',
    tags,
    auth: 'service',
    body: RotateBody,
    answers: { 200: Rotated },
    errors,
    handle: ({ body: { max, renewBefore } }) =>
      keys.rotate({ max, ...(renewBefore === undefined ? {} : { renewBefore }) }),
  }),
];
