import { COLUMNS } from './columns.ts';
import { conformance } from './conformance.ts';
import { findSuiteDovecot } from './find-suite-server.ts';

conformance(COLUMNS.dovecotNoCondstore, await findSuiteDovecot('no-condstore'));
