import type { Attempt, ProposedServer, Step } from './discovery.ts';
import { type MailDns, recordsOf, type SrvRecord } from './dns.ts';
import { hostName } from './host-name.ts';
import { foundBy } from './proposal.ts';
import type { Subject } from './subject.ts';

/** RFC 6186 §3 and, for `_submissions`, RFC 8314 §5.1; TLS from the start comes before STARTTLS (RFC 8314 §3). */
const SERVICES = [
  { name: '_imaps._tcp', protocol: 'imap', tls: 'implicit' },
  { name: '_imap._tcp', protocol: 'imap', tls: 'starttls' },
  { name: '_submissions._tcp', protocol: 'smtp', tls: 'implicit' },
  { name: '_submission._tcp', protocol: 'smtp', tls: 'starttls' },
] as const;

type Service = (typeof SERVICES)[number];

interface Asked {
  readonly service: Service;
  readonly server?: ProposedServer;
  readonly answered: string;
  readonly outcome: Step['outcome'];
}

/** What the domain's own SRV records name. */
export async function askSrv(subject: Subject, dns: MailDns): Promise<Attempt> {
  const all = await Promise.all(SERVICES.map((service) => ask(service, subject, dns)));
  const of = (protocol: Service['protocol']) =>
    all.find((one) => one.service.protocol === protocol && one.server)?.server;
  const [imap, smtp] = [of('imap'), of('smtp')];
  const chosen = imap === undefined ? [] : [imap, smtp];
  const steps = all.map(({ service, server, answered, outcome }): Step => {
    const used = server === undefined ? outcome : chosen.includes(server) ? 'chosen' : 'passed-over';
    return { step: 'srv', tried: `SRV ${service.name}.${subject.domain}`, answered, outcome: used };
  });
  if (imap === undefined) return { steps };
  const servers = { imap, ...(smtp === undefined ? {} : { smtp }) };
  return { steps, found: foundBy({ ...servers, logins: ['password'] }, subject, 'dns') };
}

async function ask(service: Service, { domain }: Subject, dns: MailDns): Promise<Asked> {
  const answer = await recordsOf(dns.resolveSrv(`${service.name}.${domain}`));
  if ('failed' in answer) return { service, answered: answer.failed, outcome: 'failed' };
  const best = answer.records.toSorted(byPreference)[0];
  if (best === undefined) return { service, answered: 'no such record', outcome: 'nothing' };
  // RFC 2782: a target of "." means that the service is decidedly not offered here.
  if (best.name === '' || best.name === '.') return { service, answered: 'not offered here', outcome: 'nothing' };
  const host = hostName(best.name);
  if (host === undefined || best.port === 0)
    return { service, answered: 'no name of a public host', outcome: 'refused' };
  return {
    service,
    server: { host, port: best.port, tls: service.tls },
    answered: `${host}, port ${best.port}`,
    outcome: 'chosen',
  };
}

/** RFC 2782 would draw lots among equal priorities; a person who asks twice is to see the same, so the greatest weight wins. */
const byPreference = (one: SrvRecord, other: SrvRecord): number =>
  one.priority - other.priority || other.weight - one.weight;
