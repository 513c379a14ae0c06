export { DiscoveryEnvironment, type DiscoverySettings } from './discovery-environment.ts';
