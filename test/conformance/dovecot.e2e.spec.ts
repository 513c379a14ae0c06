import { COLUMNS } from './columns.ts';
import { conformance } from './conformance.ts';
import { findSuiteDovecot } from './find-suite-server.ts';

conformance(COLUMNS.dovecot, await findSuiteDovecot('full'));
