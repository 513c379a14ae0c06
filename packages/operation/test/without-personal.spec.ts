import { ContactRecorded, MessageObserved } from '@mailfold/contracts';
import { withoutPersonal } from '../src/dead-letters/without-personal.ts';

describe('data without personal fields', () => {
  it('keeps what is not personal', () => {
    const data = { contactId: 'c', name: 'Taro', addresses: ['taro@kaisha.example'], visibleTo: { everyone: true } };
    expect(withoutPersonal(ContactRecorded.type, data)).toEqual({ contactId: 'c', visibleTo: { everyone: true } });
  });

  it('finds them inside of lists', () => {
    const data = { attachments: [{ filename: 'salary.pdf', size: 3 }, { size: 4 }] };
    expect(withoutPersonal(MessageObserved.type, data)).toEqual({ attachments: [{ size: 3 }, { size: 4 }] });
  });

  it('is nothing for a type that is not known', () => {
    expect(withoutPersonal('later.Unknown.v9', { name: 'Taro' })).toEqual({});
  });
});
