import type { Servers } from '@mailfold/contracts/http';
import { MailfoldError } from '@mailfold/kernel';
import { presets, type PresetServer, type ProviderSettings } from '@mailfold/mail-provider';

export interface ResolvedServers {
  /** The preset's id, or `imap`. */
  readonly provider: string;
  readonly settings: ProviderSettings;
}

/** Host, port and TLS mode, from a preset or as a person gave them (CON-2). */
export const resolveServers = (servers: Servers, address: string): ResolvedServers => {
  if (!('preset' in servers)) {
    const { imap, smtp } = servers;
    return { provider: 'imap', settings: { imap: plain(imap), ...(smtp === undefined ? {} : { smtp: plain(smtp) }) } };
  }
  const preset = presets.find((one) => one.id === servers.preset);
  if (preset?.imap === undefined) throw unknownPreset(servers.preset);
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const at = (server: PresetServer) => ({ ...server, host: server.host.replace('{domain}', domain) });
  const smtp = preset.smtp === undefined ? {} : { smtp: at(preset.smtp) };
  return { provider: preset.id, settings: { imap: at(preset.imap), ...smtp } };
};

type Choice = Extract<Servers, { imap: unknown }>['imap'];

const plain = ({ host, port, tls, pinnedCertificate }: Choice) => ({
  host,
  port,
  tls,
  ...(pinnedCertificate === undefined ? {} : { pinnedCertificate }),
});

const unknownPreset = (preset: string): MailfoldError =>
  new MailfoldError({
    code: 'ingest/bad-preset',
    message: `No preset ${JSON.stringify(preset)} can be reached by IMAP: see GET /v1/providers, or give host, port and TLS mode.`,
  });
