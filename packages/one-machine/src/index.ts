export { DemoServers } from './demo/demo-servers.ts';
export { goOn } from './go-on.ts';
export { type Identity, identityOf } from './identity.ts';
export { type Output, outputTo } from './output.ts';
export { settle, type Standing } from './settle.ts';
