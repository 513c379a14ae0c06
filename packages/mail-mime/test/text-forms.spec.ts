import { unflow } from '../src/flowed-text.ts';
import { htmlText } from '../src/html-text.ts';
import { preview } from '../src/preview.ts';

describe('the text within html', () => {
  it.each([
    ['<p>Hello</p><p>World</p>', 'Hello\n\nWorld'],
    ['a<br>b<BR/>c', 'a\nb\nc'],
    ['<style>p{}</style><script>alert(1)</script>x', 'x'],
    ['<title>t</title>x', 'x'],
    ['<!-- a > b -->x<!doctype html>y', 'xy'],
    ['a &lt;b&gt; &amp;&nbsp;&#x3042;&#12356; &copy; &unknown; &', 'a <b> & あい © &unknown; &'],
    ['<a title="1 > 0">x</a>', 'x'],
    ['<td>a</td><td>b</td>', 'a b'],
    ['1 < 2', '1 < 2'],
    ['<b', ''],
    ['  a \n\n b ', 'a b'],
    ['<div>見積<b>もり</b></div>', '見積もり'],
  ])('of %s is %j', (html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it.each(['<div>', '<', '&', '<!--', '<a "', "<a '", '<style>', '&nbsp;', '</', '<p><b>', '\n'])(
    'is found in linear time in a megabyte of %j (X18)',
    (piece) => {
      const began = process.cpuUsage();
      htmlText(piece.repeat(1_000_000 / piece.length));
      expect(process.cpuUsage(began).user / 1_000).toBeLessThan(2000);
    },
  );
});

describe('the preview', () => {
  it('leaves out what was quoted and what announces it', () => {
    expect(preview('Yes, please.\n\nOn Fri, 2 Jan 2026, Jane wrote:\n> Shall I?\n>> no')).toBe('Yes, please.');
  });

  it('leaves out what was quoted in Japanese mail', () => {
    expect(preview('承知しました。\n\n2026年1月2日 山田 <a@example.jp>:\n\n> お願いします')).toBe('承知しました。');
  });

  it('ends before a signature and an original message', () => {
    expect(preview('Fine.\n-- \nJane')).toBe('Fine.');
    expect(preview('Fine.\n-----Original Message-----\nFrom: x')).toBe('Fine.');
  });

  it('shows something of a mail that is all quoted', () => {
    expect(preview('> Shall I?')).toBe('Shall I?');
  });

  it('has 200 characters at most and cuts no character in two', () => {
    expect(preview(`${'a'.repeat(199)}😀`)).toBe('a'.repeat(199));
  });
});

describe('format=flowed (RFC 3676)', () => {
  it.each([
    ['a \nb', 'a b'],
    ['a \nb \nc\nd', 'a b c\nd'],
    ['> a \n> b', '> a b'],
    ['> a \nb', '> a \nb'],
    ['-- \nJane', '-- \nJane'],
    [' >not quoted', '>not quoted'],
  ])('%j reads %j', (raw, text) => {
    expect(unflow(raw, false)).toBe(text);
  });

  it('loses the blank with DelSp, as Japanese text needs', () => {
    expect(unflow('見積 \nもり', true)).toBe('見積もり');
  });
});
