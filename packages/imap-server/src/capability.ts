const ALL = [
  'UIDPLUS',
  'MOVE',
  'IDLE',
  'NAMESPACE',
  'ID',
  'ENABLE',
  'UNSELECT',
  'CHILDREN',
  'CONDSTORE',
  'QRESYNC',
  'SPECIAL-USE',
  'CREATE-SPECIAL-USE',
  'LIST-EXTENDED',
  'LIST-STATUS',
  'ESEARCH',
  'OBJECTID',
  'STARTTLS',
  'AUTH=PLAIN',
  'AUTH=XOAUTH2',
  'SASL-IR',
  'LITERAL+',
  'X-GM-EXT-1',
] as const;

export type Capability = (typeof ALL)[number];

/** Off unless switched on. */
const OPTIONAL: ReadonlySet<string> = new Set(['X-GM-EXT-1', 'AUTH=XOAUTH2']);

/** Which extensions are switched on or off; left out: on, but for Gmail's and the login with a token. */
export type CapabilityChoice = Readonly<Partial<Record<Capability, boolean>>>;

/** @returns what the server offers; QRESYNC needs CONDSTORE and ENABLE (RFC 7162 §3.2.3) */
export function offeredCapabilities(choice: CapabilityChoice = {}): ReadonlySet<Capability> {
  const offered = new Set(ALL.filter((name) => choice[name] ?? !OPTIONAL.has(name)));
  if (!offered.has('CONDSTORE') || !offered.has('ENABLE')) offered.delete('QRESYNC');
  return offered;
}
