import type { ServerSource } from '../desk/run-servers.ts';
import { dockerEngineAnswers } from '../docker-engine.ts';
import type { RunningDovecot } from './description.ts';
import { startDockerDovecot } from './docker-dovecot.ts';
import { localDovecotVersion, startLocalDovecot } from './local-dovecot.ts';
import type { DovecotSetup } from './variant.ts';

export type DovecotSource = ServerSource<DovecotSetup, RunningDovecot>;

/** What this machine has. @param dockerHost where the engine listens, when not in the usual place */
export async function findDovecotSources(dockerHost: string | undefined): Promise<readonly DovecotSource[]> {
  const [docker, version] = await Promise.all([dockerEngineAnswers(dockerHost), localDovecotVersion()]);
  return [
    ...(docker ? [{ name: 'Docker', start: startDockerDovecot }] : []),
    // 2.4 reads another configuration language.
    ...(version?.startsWith('2.3') ? [{ name: `Dovecot ${version} of this machine`, start: startLocalDovecot }] : []),
  ];
}
