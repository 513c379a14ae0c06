import { describeWith } from '@mailfold/dev-env';
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';

type Pod = {
  readonly containers: readonly {
    readonly securityContext: object;
    readonly env: readonly { readonly name: string; readonly value?: string }[];
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
  }[];
  readonly volumes: readonly { readonly name: string }[];
};
type Manifest = {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly replicas?: number;
    readonly template?: { readonly spec: Pod };
    readonly triggers?: readonly { readonly metadata: { readonly consumerGroup: string } }[];
  };
};

const CHART = join(import.meta.dirname, '../../infra/chart');
const BROKERS = ['--set', 'kafka.brokers=kafka:9092'];

const helm = () => {
  const howToGetIt = 'helm 3 on the PATH';
  try {
    execFileSync('helm', ['version'], { stdio: 'ignore' });
    return { found: (...args: readonly string[]) => promisify(execFile)('helm', [...args]) };
  } catch {
    return { missing: 'helm', howToGetIt, optionalInCi: true }; // CI has none; what the house can see without it is in infra.int.spec.ts
  }
};

describeWith(helm(), 'the chart, rendered', (run) => {
  const rendered = async (...more: readonly string[]): Promise<readonly Manifest[]> => {
    const { stdout } = await run('template', 'm', CHART, '--kube-version', '1.33.0', ...BROKERS, ...more);
    return parseAllDocuments(stdout).flatMap((document) => (document.toJS() as Manifest | null) ?? []);
  };
  const kinds = (all: readonly Manifest[], kind: string) => all.filter((one) => one.kind === kind);

  it('passes helm lint', async () => {
    expect((await run('lint', '--strict', CHART, ...BROKERS)).stdout).toContain('0 chart(s) failed');
  });

  it('asks for the brokers, and refuses what its schema does not know', async () => {
    await expect(run('template', 'm', CHART, '--kube-version', '1.33.0')).rejects.toThrow(
      'kafka.brokers: say where Kafka is',
    );
    await expect(rendered('--set', 'kafka.sasl=none')).rejects.toThrow('/kafka/sasl');
  });

  it('runs everything as nobody in particular on a read-only file system', async () => {
    const pods = (await rendered()).flatMap(({ spec }) => spec?.template?.spec ?? []);

    expect(pods).toHaveLength(9);
    for (const pod of pods) {
      expect(pod).toMatchObject({
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(pod.containers[0]?.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
    }
  });

  it('gives the master key only to who logs in', async () => {
    const knowing = kinds(await rendered(), 'Deployment').filter(({ spec }) =>
      spec.template?.spec.containers[0]?.env.some(({ name }) => name === 'MAILFOLD_MASTER_KEY'),
    );

    expect(knowing.map(({ metadata }) => metadata.name).toSorted()).toEqual(['m-ingest', 'm-provider-writeback']);
  });

  it("mounts the CA of the brokers' certificates where it is said to be", async () => {
    const mounting = (all: readonly Manifest[]) =>
      all.flatMap(({ metadata, spec }) => {
        const pod = spec?.template?.spec;
        const [container] = pod?.containers ?? [];
        const said = container?.env.find(({ name }) => name === 'MAILFOLD_KAFKA_CA')?.value;
        const isMounted = container?.volumeMounts.some(({ mountPath }) => said?.startsWith(`${mountPath}/`));
        const isThere = pod?.volumes.some(({ name }) => name === 'kafka-ca');
        return said !== undefined && isMounted && isThere ? [metadata.name] : [];
      });

    expect(mounting(await rendered())).toEqual([]);
    expect(mounting(await rendered('--set', 'kafka.tls=on,kafka.caSecret=brokers'))).toHaveLength(8);
  });

  it('leaves the number of instances to whoever scales by lag', async () => {
    const all = await rendered('--set', 'autoscaling.by=hpa');

    const scaled = kinds(all, 'HorizontalPodAutoscaler').map(({ metadata }) => metadata.name);
    const counted = kinds(all, 'Deployment').filter(({ spec }) => spec.replicas !== undefined);
    expect(scaled).toHaveLength(6);
    expect(counted.map(({ metadata }) => metadata.name)).toEqual(['m-forwarder', 'm-gateway']);
  });

  it('lets KEDA ask Kafka for the lag of each service', async () => {
    const scaled = kinds(await rendered('--set', 'autoscaling.by=keda'), 'ScaledObject');

    expect(scaled.map(({ spec }) => spec.triggers?.map(({ metadata }) => metadata.consumerGroup))).toEqual(
      ['ingest', 'linking', 'projections', 'provider-writeback', 'threading', 'visibility'].map((group) => [group]),
    );
  });
});
