import { MailfoldError } from '@mailfold/kernel';
import type { ReadStoreCode } from '@mailfold/read-store';

type ClusterCode = Extract<ReadStoreCode, `read-store/cluster-${string}`>;
type Fault<Code> = Code extends `read-store/cluster-${infer What}` ? What : never;

/** What can be wrong with an embedded cluster; each is for a person to put right. */
export type ClusterFault = Fault<ClusterCode>;

export const clusterError = (fault: ClusterFault, message: string, cause?: unknown): MailfoldError => {
  const code: ReadStoreCode = `read-store/cluster-${fault}`;
  return new MailfoldError({ code, message, ...(cause === undefined ? {} : { cause }) });
};
