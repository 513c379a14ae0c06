import { COLUMNS } from './columns.ts';
import { conformance } from './conformance.ts';
import { findSuiteServer } from './find-suite-server.ts';

conformance(COLUMNS.pymap, await findSuiteServer('pymap'));
