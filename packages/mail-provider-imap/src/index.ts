export { ImapMailProvider, type ImapMailProviderOptions } from './imap-mail-provider.ts';
export { defaultTimeouts, type Timeouts } from './timeouts.ts';
