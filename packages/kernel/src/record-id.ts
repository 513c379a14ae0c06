import { NAMESPACES } from './namespaces.ts';
import { uuid5 } from './uuid.ts';

/** Our id of a record of the CRM: the same tenant, kind and external id give the same id for ever. */
export const recordId = (
  tenantId: string,
  kind: 'user' | 'contact' | 'organisation' | 'deal',
  externalId: string,
): string => uuid5(NAMESPACES.crm, tenantId, kind, externalId);
