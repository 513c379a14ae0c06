import { sampleEvent } from '../src/contract/samples.ts';
import { noUpcasters, Upcasters } from '../src/upcasters.ts';

const step = (from: string, to: string) => ({ from, to, upcast: (data: unknown) => [to, data] });
const stored = (type: string) => ({
  ...sampleEvent({ type, data: 'as stored' }),
  stream: 'a-1',
  revision: 0,
  position: 1,
  recordedAt: '',
});

describe('Upcasters', () => {
  it('take an event through every version to the newest', () => {
    const upcasters = new Upcasters([step('a.B.v2', 'a.B.v3'), step('a.B.v1', 'a.B.v2')]);
    expect(upcasters.apply(stored('a.B.v1'))).toMatchObject({
      type: 'a.B.v3',
      data: ['a.B.v3', ['a.B.v2', 'as stored']],
    });
  });

  it('leave an event that is the newest as the object that it is', () => {
    const event = stored('a.B.v3');
    expect(noUpcasters.apply(event)).toBe(event);
  });

  it('tell which stored types are read as a type', () => {
    const upcasters = new Upcasters([step('a.B.v1', 'a.B.v2'), step('a.B.v2', 'a.B.v3'), step('a.C.v1', 'a.C.v2')]);
    expect(upcasters.storedTypesOf('a.B.v3')).toEqual(['a.B.v3', 'a.B.v1', 'a.B.v2']);
    expect(upcasters.storedTypesOf('a.D.v1')).toEqual(['a.D.v1']);
  });

  it('refuse two ways from one type', () => {
    expect(() => new Upcasters([step('a.B.v1', 'a.B.v2'), step('a.B.v1', 'a.B.v3')])).toThrow('same type');
  });

  it('refuse a way that comes back', () => {
    expect(() => new Upcasters([step('a.B.v1', 'a.B.v2'), step('a.B.v2', 'a.B.v1')])).toThrow('comes back');
  });
});
