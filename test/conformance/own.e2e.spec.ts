import { COLUMNS } from './columns.ts';
import { conformance } from './conformance.ts';
import { startOwnServer } from './own-server.ts';

conformance(COLUMNS.own, { found: startOwnServer() });
