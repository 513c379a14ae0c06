import { MailfoldError } from '@mailfold/kernel';

/** What can be wrong with an embedded cluster; each is for a person to put right. */
export type ClusterFault = 'in-use' | 'failed' | 'no-binaries' | 'no-account' | 'folder' | 'password';

export const clusterError = (fault: ClusterFault, message: string, cause?: unknown): MailfoldError =>
  new MailfoldError({ code: `read-store/cluster-${fault}`, message, ...(cause === undefined ? {} : { cause }) });
