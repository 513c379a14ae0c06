export type {
  Changes,
  ConnectOptions,
  FetchedMessage,
  FetchResult,
  FolderRole,
  KnownState,
  Listing,
  Login,
  MailProvider,
  MailSession,
  MessageFlags,
  MovedMessage,
  OpenFolder,
  Present,
  Proof,
  ProviderFolder,
  UidFlags,
  WatchEvent,
} from './mail-provider.ts';
export type { Credentials, ProviderSettings, ServerSettings, TlsMode } from './settings.ts';
export {
  MAIL_PROVIDER_FAULTS,
  mailProviderError,
  type MailProviderErrorCode,
  type MailProviderFault,
} from './errors.ts';
export { presetSchema, type Preset, type PresetServer } from './presets/preset.ts';
export { presetFor, presetForHost, presetForMx } from './presets/preset-for.ts';
export { presets } from './presets/presets.ts';
