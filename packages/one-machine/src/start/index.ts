export { DataDirectory } from './data-directory.ts';
export { runUntilSignal } from './run-until-signal.ts';
export { StartingCluster } from './starting-cluster.ts';
