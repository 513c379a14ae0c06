export type {
  Changes,
  ConnectOptions,
  FetchedMessage,
  FetchResult,
  FolderRole,
  KnownState,
  MailProvider,
  MailSession,
  MessageFlags,
  MovedMessage,
  OpenFolder,
  Proof,
  ProviderFolder,
  UidFlags,
  WatchEvent,
} from './mail-provider.ts';
export type { Credentials, ProviderSettings, ServerSettings, TlsMode } from './settings.ts';
