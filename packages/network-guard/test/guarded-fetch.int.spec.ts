import { connect } from 'node:net';
import { once } from 'node:events';
import { selfSignedCertificate } from '@mailfold/imap-server';
import { guardedFetch, lookupOf, NetworkGuard } from '../src/index.ts';
import { DnsServer } from './dns-server.ts';
import { WebServer } from './web-server.ts';

const OUTSIDE = '127.0.0.2'; // stands for an address outside: the operator allows it, and no other of this machine
const INSIDE = '127.0.0.1';

/** What a fetch ends in: its error, as far as it is the same each time. */
const failureOf = async (fetching: Promise<Response>) => {
  const error = await fetching.then(
    (response) => ({ answered: response.status }),
    (thrown) => thrown,
  );
  return { ...error, message: error.message };
};

describe('a name that means another address when it is asked again (X1)', () => {
  /** The first answer is outside, each later one inside. */
  const rebinding = () => {
    let asked = 0;
    return DnsServer.start(() => ((asked += 1) === 1 ? OUTSIDE : INSIDE));
  };

  it('is connected to where it was seen, then refused', async () => {
    await using dns = await rebinding();
    await using outside = await WebServer.start((_, response) => response.end('outside'), { host: OUTSIDE });
    await using inside = await WebServer.start((_, response) => response.end('inside'), { port: outside.port });
    const guard = new NetworkGuard({ allowed: [OUTSIDE], resolve: dns.resolve });
    const fetch = guardedFetch(guard, { allowHttp: true });
    const url = `http://rebind.example:${outside.port}/`;

    const first = await fetch(url);
    const second = await failureOf(fetch(url));

    expect(await first.text()).toBe('outside');
    expect(outside.requests[0]?.headers['host']).toBe(`rebind.example:${outside.port}`);
    expect(second).toMatchObject({ code: 'network-guard/refused' });
    expect(inside.connections).toBe(0);
  });

  it('gives an address that whoever connects cannot miss', async () => {
    await using dns = await rebinding();
    await using outside = await WebServer.start((_, response) => response.end('outside'), { host: OUTSIDE });
    const guard = new NetworkGuard({ allowed: [OUTSIDE], resolve: dns.resolve });

    const lookup = lookupOf(await guard.addressesFor('rebind.example', outside.port));
    const socket = connect({ host: 'rebind.example', port: outside.port, lookup });
    await once(socket, 'connect');
    const reached = socket.remoteAddress;
    socket.destroy();

    expect(reached).toBe(OUTSIDE);
    await expect(guard.addressesFor('rebind.example', outside.port)).rejects.toMatchObject({
      code: 'network-guard/refused',
    });
  });
});

describe('a refusal (X1)', () => {
  it('is the same for an open port and a closed one, and connects to neither', async () => {
    await using open = await WebServer.start((_, response) => response.end());
    const closed = await WebServer.start((_, response) => response.end());
    const { port } = closed;
    await closed[Symbol.asyncDispose]();
    const fetch = guardedFetch(new NetworkGuard(), { allowHttp: true });

    const [atOpen, atClosed] = [
      await failureOf(fetch(`http://127.0.0.1:${open.port}/`)),
      await failureOf(fetch(`http://127.0.0.1:${port}/`)),
    ];

    expect(atOpen.message.replace(String(open.port), 'PORT')).toBe(atClosed.message.replace(String(port), 'PORT'));
    expect([atOpen.code, atClosed.code]).toEqual(['network-guard/refused', 'network-guard/refused']);
    expect(open.connections).toBe(0);
  });
});

describe('guarded fetch', () => {
  const fetchWith = (options = {}) =>
    guardedFetch(new NetworkGuard({ allowed: [OUTSIDE] }), { allowHttp: true, ...options });

  it.each(['', '2130706433', '[::ffff:127.0.0.1]', 'localhost'])(
    'follows no redirect to the inside: %j (X1)',
    async (host) => {
      await using inside = await WebServer.start((_, response) => response.end('secret'));
      const location = `http://${host || INSIDE}:${inside.port}/`;
      await using outside = await WebServer.start((_, response) => response.writeHead(302, { location }).end(), {
        host: OUTSIDE,
      });

      expect(await failureOf(fetchWith()(`http://${OUTSIDE}:${outside.port}/`))).toMatchObject({
        code: 'network-guard/refused',
      });
      expect([outside.requests.length, inside.connections]).toEqual([1, 0]);
    },
  );

  it('follows a redirect, and tells another server no secret', async () => {
    await using there = await WebServer.start((_, response) => response.end('there'), { host: OUTSIDE });
    const location = `http://${OUTSIDE}:${there.port}/found`;
    await using outside = await WebServer.start((_, response) => response.writeHead(301, { location }).end(), {
      host: OUTSIDE,
    });
    const headers = { authorization: 'Basic abc', accept: 'text/xml' };

    const response = await fetchWith()(`http://${OUTSIDE}:${outside.port}/`, { headers });

    expect(await response.text()).toBe('there');
    expect(outside.requests[0]?.headers['authorization']).toBe('Basic abc');
    expect(there.requests[0]).toMatchObject({ path: '/found', headers: { accept: 'text/xml' } });
    expect(there.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('ends a chain of redirects', async () => {
    await using outside = await WebServer.start((_, response) => response.writeHead(302, { location: '/' }).end(), {
      host: OUTSIDE,
    });

    expect(await failureOf(fetchWith()(`http://${OUTSIDE}:${outside.port}/`))).toMatchObject({
      details: { reason: 'redirects' },
    });
    expect(outside.requests.length).toBe(6);
  });

  it('gives a redirect back where the caller asks for it, and that of a POST', async () => {
    await using outside = await WebServer.start((_, response) => response.writeHead(302, { location: '/' }).end(), {
      host: OUTSIDE,
    });
    const url = `http://${OUTSIDE}:${outside.port}/`;

    const manual = await fetchWith()(url, { redirect: 'manual' });
    const posted = await fetchWith()(url, { method: 'POST', body: new URLSearchParams({ code: 'x' }) });

    expect([manual.status, posted.status]).toEqual([302, 302]);
    expect(outside.requests[1]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  });

  it('takes no more of an answer than its limit', async () => {
    await using outside = await WebServer.start((_, response) => response.end('x'.repeat(2_000)), { host: OUTSIDE });
    const url = `http://${OUTSIDE}:${outside.port}/`;

    expect(await failureOf(fetchWith({ maxBytes: 1_999 })(url))).toMatchObject({ details: { reason: 'too-large' } });
    expect((await fetchWith({ maxBytes: 2_000 })(url)).status).toBe(200);
  });

  it('waits no longer than its limit for an answer that does not end', async () => {
    await using outside = await WebServer.start((_, response) => void response.write('x'), { host: OUTSIDE });

    expect(await failureOf(fetchWith({ timeoutMs: 100 })(`http://${OUTSIDE}:${outside.port}/`))).toMatchObject({
      code: 'network-guard/not-fetched',
      details: { reason: 'timeout' },
    });
  });

  it.each(['http://127.0.0.2/', 'file:///etc/passwd', 'gopher://127.0.0.2/'])('wants https: %s', async (url) => {
    expect(await failureOf(fetchWith({ allowHttp: false })(url))).toMatchObject({ details: { reason: 'protocol' } });
  });

  it('takes no login from an address', async () => {
    expect(await failureOf(fetchWith()('http://ann:secret@127.0.0.2/?token=x'))).toMatchObject({
      details: { reason: 'login' },
      message: expect.not.stringMatching(/secret|token/),
    });
  });

  it('checks the certificate by the name, at the address that was seen', async () => {
    const certificate = await selfSignedCertificate('mail.example');
    await using dns = await DnsServer.start(() => OUTSIDE);
    await using outside = await WebServer.start((_, response) => response.end('sealed'), {
      host: OUTSIDE,
      tls: certificate,
    });
    const guard = new NetworkGuard({ allowed: [OUTSIDE], resolve: dns.resolve });
    const fetch = guardedFetch(guard, { ca: certificate.cert });

    const response = await fetch(`https://mail.example:${outside.port}/`);

    expect(await response.text()).toBe('sealed');
    for (const name of ['other.example', OUTSIDE]) {
      expect(await failureOf(fetch(`https://${name}:${outside.port}/`))).toMatchObject({
        details: { reason: 'no-answer' },
      });
    }
    expect(outside.requests.length).toBe(1);
  });
});
