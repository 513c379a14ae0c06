import { NetworkGuard } from '@mailfold/network-guard';

/** As an operator allows servers of this machine: what tests connect to is here. */
export const guard = new NetworkGuard({ allowed: ['127.0.0.1'] });
