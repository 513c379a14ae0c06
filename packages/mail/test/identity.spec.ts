import { emptyHeaderFields, identityHash, identityOf, isSameMessage } from '@mailfold/mail';
import type { IdentityFields } from '@mailfold/mail';

const fields: IdentityFields = {
  ...emptyHeaderFields,
  from: [{ name: 'Jane', address: 'jane@example.com' }],
  to: [{ address: 'joe@example.com' }],
  cc: [],
  subject: 'Offer',
  date: '2026-01-02T03:04:05.000Z',
};
const leaves = ['aa', 'bb'];

// hash@1 is in the log for ever: these values never change.
describe('hash@1 (ING-1)', () => {
  it('of a message with two leaves is its golden value', () => {
    expect(identityHash(fields, { leaves })).toBe('248f91df300ed7072cf3add0fe7fec20f08580baa9099d0727749be8caf07454');
  });

  it('of a message whose body could not be parsed is its golden value', () => {
    expect(identityHash(fields, { body: 'aa' })).toBe(
      '064a861e93e892d825d04fa860661f17806adc6c03270369805175cd4bce0ac0',
    );
  });

  it('of a message with neither date nor addresses is its golden value', () => {
    expect(identityHash(emptyHeaderFields, { leaves: [] })).toBe(
      '1b6fe8e4e5da9bce16a8945bab6782dfb2a25919b0cc062039f640c17aef2874',
    );
  });

  it('does not see display names, folding and the form of characters', () => {
    const other = { ...fields, from: [{ address: 'jane@example.com' }], subject: ' Offer\r\n ' };
    expect(identityHash(other, { leaves })).toBe(identityHash(fields, { leaves }));
  });

  it.each([
    ['sender', { from: [{ address: 'other@example.com' }] }],
    ['date', { date: '2026-01-02T03:04:06.000Z' }],
    ['subject', { subject: 'Offers' }],
    ['recipients', { to: [] }],
    ['copies', { cc: [{ address: 'joe@example.com' }] }],
  ])('sees another %s', (_what, change) => {
    expect(identityHash({ ...fields, ...change }, { leaves })).not.toBe(identityHash(fields, { leaves }));
  });

  it('sees another order of leaves', () => {
    expect(identityHash(fields, { leaves: ['bb', 'aa'] })).not.toBe(identityHash(fields, { leaves }));
  });
});

describe('identity (ING-1)', () => {
  const known = identityOf({ providerId: '17', messageId: 'a@b', hash: 'aa' });

  it('is proved by the same provider id', () => {
    expect(isSameMessage(known, identityOf({ providerId: '17', hash: 'bb' }))).toBe(true);
  });

  it('is not disproved by another provider id', () => {
    const moved = identityOf({ providerId: '18', messageId: 'a@b', hash: 'aa' });
    expect(isSameMessage(known, moved)).toBe(true);
  });

  it('tells two bodies with one message id apart (S12)', () => {
    expect(isSameMessage(known, identityOf({ messageId: 'a@b', hash: 'bb' }))).toBe(false);
  });

  it('is the hash alone without a message id (S11)', () => {
    expect(isSameMessage(identityOf({ hash: 'aa' }), identityOf({ hash: 'aa' }))).toBe(true);
    expect(isSameMessage(known, identityOf({ hash: 'aa' }))).toBe(false);
  });
});
