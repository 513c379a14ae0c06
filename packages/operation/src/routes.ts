import { DeadLetters, ViewRunner } from '@mailfold/processor';
import type { HttpRoutes } from '@mailfold/service-host';
import { deadLetterRoutes } from './dead-letters/routes.ts';
import { checksOf } from './doctor/checks-of.ts';
import { doctorRoutes } from './doctor/routes.ts';
import type { OperationParts } from './operation-parts.ts';
import { progressRoutes } from './progress.ts';
import { Rebuilds } from './rebuild/rebuilds.ts';
import { secretsRoutes } from './secrets-routes.ts';
import { rebuildRoutes } from './rebuild/routes.ts';

/** What an operator asks of the process: rebuilds, dead letters, a doctor's look at every part, and progress. */
export const operationRoutes = (parts: OperationParts): HttpRoutes => {
  const runners = parts.services.flatMap((service) => service.runners);
  const letters = new DeadLetters(parts.rows, runners);
  const hasViews = runners.some((runner) => runner instanceof ViewRunner);
  return [
    ...(hasViews ? rebuildRoutes(new Rebuilds({ ...parts, runners })) : []),
    ...deadLetterRoutes(letters),
    ...doctorRoutes((tenantId) => checksOf({ ...parts, letters, tenantId })),
    ...progressRoutes({ ...parts, letters }),
    ...(parts.secrets === undefined ? [] : secretsRoutes(parts.secrets.keys)),
  ];
};
