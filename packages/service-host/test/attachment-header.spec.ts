import fc from 'fast-check';
import { validateHeaderValue } from 'node:http';
import { attachmentHeader } from '../src/index.ts';

describe('the header of an attachment', () => {
  it.each([
    [undefined, 'attachment'],
    ['', 'attachment'],
    ['offer.pdf', `attachment; filename="offer.pdf"; filename*=UTF-8''offer.pdf`],
    ['a"b\\c/d.txt', `attachment; filename="a_b_c_d.txt"; filename*=UTF-8''a%22b_c_d.txt`],
    ["it's (1).txt", `attachment; filename="it's (1).txt"; filename*=UTF-8''it%27s%20%281%29.txt`],
    ['請求書.pdf', `attachment; filename="___.pdf"; filename*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf`],
    ['fdp\u202Eexe', `attachment; filename="fdp_exe"; filename*=UTF-8''fdp_exe`],
  ])('of %j is %s', (name, header) => {
    expect(attachmentHeader(name)).toBe(header);
  });

  it('can be sent, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(() => validateHeaderValue('content-disposition', attachmentHeader(name))).not.toThrow();
      }),
    );
  });
});
