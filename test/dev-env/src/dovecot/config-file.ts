import { announcedCapabilities, type DovecotVariant, type TokenCheck } from './variant.ts';

export type DovecotConfig = {
  /** Folder that everything of this server lives in. */
  readonly folder: string;
  readonly variant: DovecotVariant;
  readonly tokens?: TokenCheck | undefined;
  readonly listen: string;
  readonly ports: DovecotPorts;
  /** Who owns the mail files. */
  readonly mailOwner: { readonly uid: number; readonly gid: number };
  /** Who runs the server; undefined for root, whose Dovecot changes to users of its own. */
  readonly runBy: { readonly user: string; readonly group: string } | undefined;
};

export type DovecotPorts = { readonly imap: number; readonly imaps: number; readonly lmtp: number };

/** Where things are in a server's folder; mail homes are world-passable, the rest is the server's. */
export const layout = (folder: string) => ({
  config: `${folder}/dovecot.conf`,
  base: `${folder}/base`,
  state: `${folder}/state`,
  log: `${folder}/dovecot.log`,
  users: `${folder}/users`,
  tokens: `${folder}/tokens.conf.ext`,
  homes: `${folder}/homes`,
  certificate: `${folder}/certificate.pem`,
  key: `${folder}/key.pem`,
});

/** The configuration file of a Dovecot 2.3 for tests. */
export function dovecotConfigFile(config: DovecotConfig): string {
  const at = layout(config.folder);
  const { imap, imaps, lmtp } = config.ports;
  const capabilities = announcedCapabilities(config.variant);
  return `${identity(config)}
listen = ${config.listen}
protocols = imap lmtp
base_dir = ${at.base}
state_dir = ${at.state}
log_path = ${at.log}
ssl = yes
ssl_cert = <${at.certificate}
ssl_key = <${at.key}
disable_plaintext_auth = no
auth_failure_delay = 0
mail_max_userip_connections = 100
mail_home = ${at.homes}/%n
mail_location = %{if;%n;*;sdbox-*;sdbox;maildir}:~/Maildir
first_valid_uid = 1
imap_capability = ${capabilities}
${tokenLogins(config)}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%n ${at.users}/%n
}
userdb {
  driver = static
  args = uid=${config.mailOwner.uid} gid=${config.mailOwner.gid} home=${at.homes}/%n
}
namespace inbox {
  inbox = yes
  separator = /
${SPECIAL_USE.map(([name, use]) => `  mailbox ${name} {\n    auto = subscribe\n    special_use = ${use}\n  }`).join('\n')}
}
service imap-login {
  inet_listener imap {
    port = ${imap}
  }
  inet_listener imaps {
    port = ${imaps}
    ssl = yes
  }
}
service lmtp {
  unix_listener lmtp {
    mode = 0
  }
  inet_listener lmtp {
    port = ${lmtp}
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
`;
}

function tokenLogins({ folder, tokens }: DovecotConfig): string {
  if (tokens === undefined) return '';
  const mechanisms = tokens.mechanisms.join(' ');
  return `auth_mechanisms = plain login ${mechanisms}
passdb {
  driver = oauth2
  mechanisms = ${mechanisms}
  args = ${layout(folder).tokens}
}`;
}

/** What the oauth2 driver reads: who signed in is who logs in, and nothing is remembered between two logins. */
export const tokensFile = ({ introspectionUrl }: TokenCheck): string => `introspection_mode = post
introspection_url = ${introspectionUrl}
force_introspection = yes
active_attribute = active
active_value = true
username_attribute = username
scope = mail
`;

const SPECIAL_USE = [
  ['Archive', '\\Archive'],
  ['Drafts', '\\Drafts'],
  ['Junk', '\\Junk'],
  ['Sent', '\\Sent'],
  ['Trash', '\\Trash'],
] as const;

function identity({ runBy }: DovecotConfig): string {
  if (runBy === undefined) return '';
  // Who is not root cannot change the user or the root folder of the server's processes.
  const unchanged = ['imap-login', 'anvil', 'stats', 'lmtp'].map((service) => `service ${service} {\n  chroot =\n}`);
  return [
    `default_internal_user = ${runBy.user}`,
    `default_internal_group = ${runBy.group}`,
    `default_login_user = ${runBy.user}`,
    ...unchanged,
  ].join('\n');
}
