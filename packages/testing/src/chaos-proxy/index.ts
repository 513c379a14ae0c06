export type { Chaos, ChaosPlan, Direction } from './chaos.ts';
export { ChaosProxy, type ChaosProxyOptions } from './chaos-proxy.ts';
export type { ProxiedConnection } from './proxied-connection.ts';
