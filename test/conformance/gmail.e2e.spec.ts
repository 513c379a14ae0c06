import { COLUMNS } from './columns.ts';
import { conformance } from './conformance.ts';
import { startOwnServer } from './own-server.ts';

const capabilities = { 'X-GM-EXT-1': true, OBJECTID: false, QRESYNC: false };

conformance(COLUMNS.gmail, { found: startOwnServer({ capabilities }) });
