import { describeWith } from '@mailfold/dev-env';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseAllDocuments } from 'yaml';

type Pod = {
  readonly containers: readonly {
    readonly securityContext: object;
    readonly env: readonly { readonly name: string; readonly value?: string }[];
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
    readonly resources: { readonly limits: { readonly memory: string } };
  }[];
  readonly serviceAccountName?: string;
  readonly volumes: readonly { readonly name: string; readonly secret?: object }[];
};
type Manifest = {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly replicas?: number;
    readonly policyTypes?: readonly string[];
    readonly template?: { readonly spec: Pod };
    readonly triggers?: readonly { readonly metadata: { readonly consumerGroup: string } }[];
  };
};

const CHART = join(import.meta.dirname, '../../infra/chart');
const BROKERS = ['--set', 'kafka.brokers=kafka:9092'];

const SIGNING_IN = {
  publicUrl: 'https://mail.crm.example',
  oauth: {
    returnOrigins: ['https://crm.example', 'https://other.example'],
    issuers: {
      google: { clientId: 'g', clientSecretKey: 'google-client-secret' },
      own: {
        clientId: 'o',
        issuer: 'https://login.own.example',
        scopes: ['openid', 'email'],
        domains: ['own.example'],
      },
    },
  },
  mail: { allowHosts: ['mail.internal', '10.1.0.0/16'], allowCleartext: ['old'], discovery: 'own', dns: ['10.0.0.53'] },
  kms: { key: 'alias/new', previousKey: 'alias/old', region: 'eu-west-1', serviceAccount: 'may-use-the-key' },
};
const ONLY_LOGINS = /^AWS_|^MAILFOLD_(OAUTH|KMS|MASTER|PUBLIC|ALLOW|DISCOVERY|DNS)/;
const TAKEN = [
  'MAILFOLD_PUBLIC_URL=https://mail.crm.example',
  'MAILFOLD_OAUTH_RETURN_ORIGINS=https://crm.example,https://other.example',
  'MAILFOLD_OAUTH_GOOGLE_CLIENT_ID=g',
  'MAILFOLD_OAUTH_GOOGLE_CLIENT_SECRET=***',
  'MAILFOLD_OAUTH_OWN_ISSUER=https://login.own.example',
  'MAILFOLD_ALLOW_HOSTS=mail.internal,10.1.0.0/16',
  'MAILFOLD_ALLOW_CLEARTEXT=old',
  'MAILFOLD_DISCOVERY=own',
  'MAILFOLD_DNS=10.0.0.53',
  'MAILFOLD_KMS_KEY=alias/new',
  'MAILFOLD_KMS_KEY_PREVIOUS=alias/old',
];
const envOf = ({ template }: Partial<Manifest['spec']>) => template?.spec.containers[0]?.env ?? [];

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

  describe('where people sign in, and a KMS keeps the key', () => {
    let files: string;
    beforeAll(() => {
      files = mkdtempSync(join(tmpdir(), 'mailfold-chart-'));
      writeFileSync(join(files, 'values.json'), JSON.stringify(SIGNING_IN));
    });
    afterAll(() => rmSync(files, { recursive: true }));
    const values = () => ['--values', join(files, 'values.json')];

    it('passes helm lint', async () => {
      expect((await run('lint', '--strict', CHART, ...BROKERS, ...values())).stdout).toContain('0 chart(s) failed');
    });

    it('gives all of it to those who log in, and to nobody else', async () => {
      const all = kinds(await rendered(...values()), 'Deployment');
      const told = all.filter(({ spec }) => envOf(spec).some(({ name }) => ONLY_LOGINS.test(name)));

      expect(told.map(({ metadata }) => metadata.name).toSorted()).toEqual(['m-ingest', 'm-provider-writeback']);
      for (const { spec } of told) {
        const pod = spec.template?.spec;
        expect(pod?.serviceAccountName).toBe('may-use-the-key');
        expect(envOf(spec).map(({ name }) => name)).not.toContain('MAILFOLD_MASTER_KEY');
        expect(pod?.volumes.find(({ name }) => name === 'oauth')?.secret).toMatchObject({
          secretName: 'mailfold',
          items: [{ key: 'google-client-secret', path: 'google-client-secret' }],
        });
        expect(pod?.containers[0]?.volumeMounts).toContainEqual({ name: 'oauth', mountPath: '/oauth', readOnly: true });
      }
    });

    it('says it so that these services take it', async () => {
      writeFileSync(join(files, 'google-client-secret'), 'hidden\n');
      const all = kinds(await rendered(...values()), 'Deployment');
      const ingest = all.find(({ metadata }) => metadata.name === 'm-ingest');
      const given = envOf(ingest?.spec ?? {}).flatMap(({ name, value }) =>
        value === undefined ? [] : [[name, value.replace(/^\/oauth(?=\/)/, files)]],
      );
      const env = { ...Object.fromEntries(given), MAILFOLD_ROWS_URL: 'postgres://m:hidden@rows/m' };
      const args = [join(CHART, '../image/entry.mjs'), 'ingest', '--print-config'];

      const { stdout } = await promisify(execFile)(process.execPath, args, { env });

      expect(stdout.split('\n')).toEqual(expect.arrayContaining(TAKEN));
      expect(stdout).not.toContain('hidden');
    });

    it('asks where browsers come from, and refuses an issuer that is not complete', async () => {
      await expect(rendered(...values(), '--set', 'publicUrl=')).rejects.toThrow(
        'publicUrl: say where browsers reach the gateway',
      );
      await expect(rendered('--set', 'oauth.issuers.google.clientSecretKey=key')).rejects.toThrow('clientId');
      await expect(rendered('--set', 'publicUrl=http://mail.crm.example')).rejects.toThrow('/publicUrl');
    });
  });

  it('lets everything out: DNS, mail servers, and by HTTPS issuers, autoconfig and a KMS', async () => {
    const policies = kinds(await rendered(), 'NetworkPolicy');

    expect(policies.map(({ spec }) => spec.policyTypes)).toEqual([['Ingress'], ['Ingress']]);
  });

  it('leaves to who reads mail the room that its child may take', async () => {
    const ingest = kinds(await rendered(), 'Deployment').find(({ metadata }) => metadata.name === 'm-ingest');

    expect(ingest?.spec.template?.spec.containers[0]?.resources.limits.memory).toBe('1Gi');
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
