export { KillableCluster } from './killable-cluster.ts';
export { type ReachableFolder, reachableFolder } from './reachable-folder.ts';
