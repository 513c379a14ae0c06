import { plainCodec } from '../src/codec.ts';
import { sampleEvent } from '../src/contract/samples.ts';
import { encode } from '../src/encode.ts';

describe('encode', () => {
  it('writes ids in lower case, so that one event has one id', () => {
    const event = sampleEvent({ id: '018F0000-0000-7000-8000-00000000000A' });
    const encoded = encode({ stream: 'threading-1', expected: 'none', events: [event] }, plainCodec);
    expect(encoded.ids).toEqual(['018f0000-0000-7000-8000-00000000000a']);
  });

  it('keeps every column as long as the events', () => {
    const events = [sampleEvent(), sampleEvent()];
    const { ids, types, tenants, data, meta } = encode({ stream: 'threading-1', expected: 'none', events }, plainCodec);
    expect([ids, types, tenants, data, meta].map((column) => column.length)).toEqual([2, 2, 2, 2, 2]);
  });
});
