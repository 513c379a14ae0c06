export { OWNER as DEMO_OWNER } from '../records.ts';
export { DemoMailServers, type DemoMailOptions, type Endpoint } from './demo-mail-servers.ts';
