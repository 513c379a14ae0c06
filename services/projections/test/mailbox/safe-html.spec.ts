import { corpora, describeWith } from '@mailfold/dev-env';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { safeHtml } from '../../src/mailbox/html/safe-html.ts';
import { findingsIn } from './html-findings.ts';

const Payloads = z.array(z.object({ title: z.string().optional(), payload: z.string() }));
const NO_IMAGES = new Map<string, string>();
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';

const bodyOf = (html: string, images: ReadonlyMap<string, string> = NO_IMAGES): string =>
  /<body>(.*)<\/body>/s.exec(safeHtml(html, images))?.[1] ?? '';

describeWith(corpora(), 'payloads of DOMPurify (X10, X11, X12)', (found) => {
  const text = readFileSync(found.path('dompurify', 'payloads.json'), 'utf8');
  const payloads = Payloads.parse(JSON.parse(text));

  it('are all there', () => {
    expect(payloads).toHaveLength(223);
  });

  it.each(payloads.map(({ payload, title }, n) => [`${n} ${title ?? ''}`, payload] as const))(
    'leave nothing that runs or loads: %s',
    (_, payload) => {
      const once = safeHtml(payload, NO_IMAGES);
      expect(findingsIn(once)).toEqual([]);
      // Also within what a mail would put around it, and read again by another reader.
      expect(findingsIn(safeHtml(`<table><tr><td>${payload}</td></tr></table><p>after`, NO_IMAGES))).toEqual([]);
      expect(findingsIn(safeHtml(once, NO_IMAGES))).toEqual([]);
    },
  );
});

describe('html of a mail, made safe', () => {
  it('keeps what a mail is made of', () => {
    const mail =
      '<div dir="rtl" style="color:#333;font-family:Arial"><b>Hello</b> <table width="600" bgcolor="#ffffff"><tbody><tr><td colspan="2">x</td></tr></tbody></table></div>';
    expect(bodyOf(mail)).toBe(mail);
  });

  it('opens links elsewhere, and tells them nothing (X14)', () => {
    expect(bodyOf('<a href="https://example.com/?a=1&amp;b=2" target="_self" onclick="x()">go</a>')).toBe(
      '<a target="_blank" href="https://example.com/?a=1&amp;b=2" rel="noopener noreferrer nofollow">go</a>',
    );
  });

  it.each([
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    'file:///etc/passwd',
    'cid:x',
    '/v1/threads',
    '#top',
  ])('leads nowhere by %j', (href) => {
    expect(bodyOf(`<a href="${href}">go</a>`)).not.toContain('href');
  });

  it.each([
    '<img src="https://tracker.example/pixel.gif">',
    '<img src=//tracker.example/pixel.gif>',
    '<img srcset="https://tracker.example/a 2x">',
    '<table background="https://tracker.example/b"><tr><td background="https://tracker.example/c">x</td></tr></table>',
    '<div style="background:url(https://tracker.example/d)">x</div>',
    String.raw`<div style="background:\75rl(https://tracker.example/e)">x</div>`,
    '<div style="background-image:image-set(&quot;https://tracker.example/f&quot; 1x)">x</div>',
    '<link rel=stylesheet href=https://tracker.example/g><style>@import "https://tracker.example/h";</style>',
    '<video poster=https://tracker.example/i src=https://tracker.example/j></video>',
    '<svg><image href=https://tracker.example/k /></svg>',
    '<base href="https://tracker.example/"><img src="l.png">',
    '<meta http-equiv=refresh content="0;url=https://tracker.example/m">',
  ])('loads nothing from outside: %s (X14)', (html) => {
    expect(bodyOf(html)).not.toContain('tracker');
  });

  it('shows an image that came with the mail, by its content id', () => {
    const images = new Map([['a b@example.com', PIXEL]]);
    expect(bodyOf('<img src="cid:a%20b@example.com" alt="x">', images)).toBe(`<img src="${PIXEL}" alt="x" />`);
    expect(bodyOf('<img src="CID:other">', images)).not.toContain('other');
  });

  it.each([
    'position:fixed;top:0',
    'margin:-900px 0 0',
    'z-index:9',
    'transform:scale(99)',
    'width:expression(alert(1))',
  ])('does not lie above what is beside it: %s (X12)', (style) => {
    expect(bodyOf(`<div style="${style}">x</div>`)).toBe('<div>x</div>');
  });

  it('says in the document too that nothing may be loaded', () => {
    expect(safeHtml('x', NO_IMAGES)).toContain(
      `content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`,
    );
  });

  it.each([
    ['nested', '<div>'.repeat(200_000)],
    ['unclosed', '<a href="'.repeat(100_000)],
    ['attributes', `<p ${'a=1 '.repeat(200_000)}>`],
    ['styles', `<p style="${'color:red;'.repeat(100_000)}">`],
    ['brackets', '<'.repeat(1_000_000)],
    ['comments', '<!--'.repeat(300_000)],
  ])('is bounded: %s (X15, X18)', (_, html) => {
    const begin = process.cpuUsage();
    expect(findingsIn(safeHtml(html, NO_IMAGES))).toEqual([]);
    const { user, system } = process.cpuUsage(begin);
    expect((user + system) / 1e6).toBeLessThan(4);
  });
});
