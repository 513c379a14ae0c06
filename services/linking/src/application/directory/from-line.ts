import type { VisibleTo } from '@mailfold/contracts';
import type { DirectoryLine } from '@mailfold/contracts/http';
import { recordId } from '@mailfold/kernel';
import { normaliseAddress } from '@mailfold/mail';
import type { z } from 'zod';
import type { DirectoryCommand } from '../../domain/directory/commands.ts';
import type { Kind } from '../../domain/directory/state.ts';

type Line = z.output<typeof DirectoryLine>;
type VisibleToLine = Extract<Line, { op: 'access' }>['visibleTo'];

const KINDS = { users: 'user', contacts: 'contact', organisations: 'organisation', deals: 'deal' } as const;

/** A line as the CRM gives it, in our ids; addresses normalised. */
export const fromLine = (tenantId: string, line: Line): DirectoryCommand => {
  const ids = idsOf(tenantId);
  switch (line.op) {
    case 'remove':
      return { op: 'remove', kind: KINDS[line.kind], id: ids(KINDS[line.kind], line.id) };
    case 'merge-contacts':
      return {
        op: 'merge-contacts',
        survivor: ids('contact', line.survivor),
        absorbed: line.absorbed.map((id) => ids('contact', id)),
      };
    case 'access': {
      const kind = KINDS[line.kind];
      return { op: 'access', kind, id: ids(kind, line.id), visibleTo: visibleTo(tenantId, line.visibleTo) };
    }
    case 'user':
    case 'contact':
    case 'organisation':
    case 'deal':
      return record(tenantId, line);
  }
};

type RecordLine = Extract<Line, { op: 'user' | 'contact' | 'organisation' | 'deal' }>;

const record = (tenantId: string, line: RecordLine): DirectoryCommand => {
  const ids = idsOf(tenantId);
  const id = ids(line.op, line.id);
  const { name } = line;
  const named = { externalId: line.id, name };
  if (line.op === 'user') {
    const address = line.address === undefined ? {} : { address: normalised(line.address) };
    return {
      op: 'record',
      id,
      record: { kind: 'user', data: { userId: id, ...named, ...address, groups: line.groups } },
    };
  }
  const guarded = {
    ...(line.ownerId === undefined ? {} : { ownerId: ids('user', line.ownerId) }),
    visibleTo: visibleTo(tenantId, line.visibleTo),
  };
  if (line.op === 'organisation') {
    const domains = line.domains.map((domain) => domain.toLowerCase());
    return {
      op: 'record',
      id,
      record: { kind: 'organisation', data: { organisationId: id, ...named, domains, ...guarded } },
    };
  }
  const organisation =
    line.organisationId === undefined ? {} : { organisationId: ids('organisation', line.organisationId) };
  if (line.op === 'contact') {
    const addresses = [...new Set(line.addresses.map(normalised))];
    return {
      op: 'record',
      id,
      record: { kind: 'contact', data: { contactId: id, ...named, addresses, ...organisation, ...guarded } },
    };
  }
  const { state } = line;
  const openedAt = new Date(line.openedAt).toISOString();
  const contactIds = line.contactIds.map((contact) => ids('contact', contact));
  const data = { dealId: id, ...named, state, openedAt, contactIds, ...organisation, ...guarded };
  return { op: 'record', id, record: { kind: 'deal', data } };
};

const idsOf =
  (tenantId: string) =>
  (kind: Kind, externalId: string): string =>
    recordId(tenantId, kind, externalId);

const normalised = (address: string): string => normaliseAddress(address) ?? address.trim().toLowerCase();

const visibleTo = (tenantId: string, given: VisibleToLine): VisibleTo =>
  'users' in given ? { users: given.users.map((id) => recordId(tenantId, 'user', id)) } : given;
