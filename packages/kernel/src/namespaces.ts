import { uuid5 } from './uuid.ts';

// Made once at random and never changed: every id in every log hangs on it.
const ROOT = '6f1c5c1e-6c0d-4c3b-9a53-1f0c3f6a2d77';

const of = (name: string): string => uuid5(ROOT, name);

/** Namespaces for `uuid5`, one for each kind of thing that is named. */
export const NAMESPACES = {
  root: ROOT,
  tenant: of('tenant'),
  account: of('account'),
  message: of('message'),
  thread: of('thread'),
  event: of('event'),
  command: of('command'),
  crm: of('crm'),
  contact: of('contact'),
  organisation: of('organisation'),
  deal: of('deal'),
  user: of('user'),
  blob: of('blob'),
} as const;
