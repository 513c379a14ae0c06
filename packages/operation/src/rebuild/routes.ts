import { IdParams, Rebuild, RebuildBody } from '@mailfold/contracts/http';
import { MailfoldError } from '@mailfold/kernel';
import { answerWith, defineRoute, type HttpRoutes } from '@mailfold/service-host';
import type { RebuildJob, Rebuilds } from './rebuilds.ts';

const tags = ['operation'];

const stateOf = ({ views }: RebuildJob): Rebuild['state'] => {
  if (views.some(({ state }) => state !== 'done' && state !== 'failed')) return 'running';
  return views.some(({ state }) => state === 'failed') ? 'failed' : 'done';
};

const shown = (job: RebuildJob): Rebuild => ({ id: job.id, state: stateOf(job), views: job.views });

/** VIEW-5: views folded anew from the log, and compared with the ones they replace. */
export const rebuildRoutes = (rebuilds: Rebuilds): HttpRoutes => [
  defineRoute({
    method: 'POST',
    url: '/v1/rebuilds',
    summary: 'Fold a view, or all, anew from the log',
    description: 'Views go on answering and following meanwhile. Ask for the rebuild by its id until it has ended.',
    tags,
    auth: 'service',
    body: RebuildBody,
    answers: { 202: Rebuild },
    handle: ({ body, caller, commandId }) =>
      answerWith(202, shown(rebuilds.start(commandId, caller.tenantId, body.view))),
  }),
  defineRoute({
    method: 'GET',
    url: '/v1/rebuilds/:id',
    summary: 'How far a rebuild is, and whether its views are equal to those before',
    tags,
    auth: 'service',
    params: IdParams,
    answers: { 200: Rebuild },
    handle: ({ params, caller }) => {
      const job = rebuilds.find(params.id, caller.tenantId);
      if (job !== undefined) return shown(job);
      throw new MailfoldError({
        code: 'rebuild/not-found',
        message: `There is no rebuild ${params.id}: a restart forgets them, and the last fifty are kept.`,
      });
    },
  }),
];
