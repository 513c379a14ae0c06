import { emptyHeaderFields, participants } from '@mailfold/mail';
import type { HeaderFields } from '@mailfold/mail';

const of = (...addresses: readonly string[]) => addresses.map((address) => ({ address }));

const fields: HeaderFields = {
  ...emptyHeaderFields,
  from: of('from@a.example'),
  sender: { address: 'secretary@a.example' },
  replyTo: of('reply@a.example'),
  to: of('to@b.example', 'from@a.example', ''),
  cc: of('cc@b.example'),
  bcc: of('bcc@c.example'),
};

describe('participants (THR-3)', () => {
  it('are From, Sender, Reply-To, To and Cc, each once, the sender first', () => {
    expect(participants(fields, { countBcc: false })).toEqual({
      sender: 'from@a.example',
      replyTo: ['reply@a.example'],
      all: ['from@a.example', 'secretary@a.example', 'reply@a.example', 'to@b.example', 'cc@b.example'],
    });
  });

  it('include Bcc only when the policy says so', () => {
    expect(participants(fields, { countBcc: true }).all).toContain('bcc@c.example');
  });

  it('have the Sender as sender when From is missing', () => {
    expect(participants({ ...fields, from: [] }, { countBcc: false }).sender).toBe('secretary@a.example');
  });

  it('have no sender when neither is there', () => {
    expect(participants(emptyHeaderFields, { countBcc: true })).toEqual({ replyTo: [], all: [] });
  });
});
