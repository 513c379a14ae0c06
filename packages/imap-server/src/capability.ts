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
  'SASL-IR',
  'LITERAL+',
  'X-GM-EXT-1',
] as const;

export type Capability = (typeof ALL)[number];

/** Which extensions are switched on or off; left out: on, but for Gmail's. */
export type CapabilityChoice = Readonly<Partial<Record<Capability, boolean>>>;

/** @returns what the server offers; QRESYNC needs CONDSTORE and ENABLE (RFC 7162 §3.2.3) */
export function offeredCapabilities(choice: CapabilityChoice = {}): ReadonlySet<Capability> {
  const offered = new Set(ALL.filter((name) => choice[name] ?? name !== 'X-GM-EXT-1'));
  if (!offered.has('CONDSTORE') || !offered.has('ENABLE')) offered.delete('QRESYNC');
  return offered;
}
