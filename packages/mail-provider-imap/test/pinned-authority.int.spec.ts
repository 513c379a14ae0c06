import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ImapMailProvider } from '../src/index.ts';
import { failureOf } from './failure-of.ts';
import { settingsFor, startServer } from './imap-server-harness.ts';
import { guard } from './loopback.ts';

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];

/** An authority of one's own and a certificate for loopback that it signed. */
async function authorityAndLeaf(folder: string) {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => promisify(execFile)('openssl', args);
  await openssl('req', '-x509', ...KEY, '-subj', '/CN=authority', '-keyout', at('ca.key'), '-out', at('ca.pem'));
  await openssl(
    'req',
    '-new',
    ...KEY.slice(0, -2),
    '-subj',
    '/CN=leaf',
    '-keyout',
    at('leaf.key'),
    '-out',
    at('leaf.csr'),
  );
  await writeFile(at('ext'), 'subjectAltName=IP:127.0.0.1\n');
  const signing = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '2', '-extfile', at('ext')];
  await openssl('x509', '-req', '-in', at('leaf.csr'), ...signing, '-out', at('leaf.pem'));
  const [authority, cert, key] = await Promise.all(
    ['ca.pem', 'leaf.pem', 'leaf.key'].map((name) => readFile(at(name), 'utf8')),
  );
  return { authority: authority ?? '', leaf: { cert: cert ?? '', key: key ?? '' } };
}

describe('a pinned certificate (X7)', () => {
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mailfold-pin-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('vouches for itself and for nothing that it signed', async () => {
    const { authority, leaf } = await authorityAndLeaf(folder);
    await using server = await startServer({ certificate: leaf });
    const options = settingsFor(server);
    const imap = { ...options.settings.imap, pinnedCertificate: authority };
    const provider = new ImapMailProvider({ guard });

    const failure = await failureOf(provider.connect({ ...options, settings: { imap } }));
    await using session = await provider.connect(options);

    expect([failure.code, failure.details['reason']]).toEqual(['mail-provider/rejected', 'pinned-mismatch']);
    expect(session.closed).toBe(false);
  });
});
