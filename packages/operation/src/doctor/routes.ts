import { Doctor } from '@mailfold/contracts/http';
import { defineRoute, type HttpRoutes } from '@mailfold/service-host';
import { type Check, examine } from './check.ts';

/** @param checksOf what is looked at for a tenant */
export const doctorRoutes = (checksOf: (tenantId: string) => readonly Check[]): HttpRoutes => [
  defineRoute({
    method: 'GET',
    url: '/v1/doctor',
    summary: 'A look at every part, and what to do where one is not well',
    tags: ['operation'],
    auth: 'service',
    answers: { 200: Doctor },
    handle: async ({ caller }) => {
      const findings = await Promise.all(checksOf(caller.tenantId).map((check) => examine(check)));
      return { findings: findings.flat() };
    },
  }),
];
