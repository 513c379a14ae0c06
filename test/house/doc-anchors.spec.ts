import { deadAnchors } from '../../infra/check/doc-anchors.ts';

const TEXTS = new Map([
  ['README.md', '# House\n\n## How to read it\n'],
  ['packages/mail/README.md', '# mail\n'],
]);
const PATHS = new Set([...TEXTS.keys(), 'packages', 'packages/mail', 'packages/mail/src/subject.ts', 'infra/check']);

const dead = (text: string, path = 'packages/mail/README.md'): readonly string[] =>
  deadAnchors(
    { path, text },
    (one) => PATHS.has(one),
    (one) => TEXTS.get(one),
  ).map(({ target }) => target);

describe('anchors of the docs', () => {
  it.each([
    '[mail](../../README.md)',
    '[how](../../README.md#how-to-read-it)',
    '[here](#mail)',
    '[elsewhere](https://example.com/nowhere) and [mail](mailto:you@example.com)',
    '`src/subject.ts`, from the page, and `infra/check/`, from the root',
    '`src/<name>.ts`, `npm test`, `/v1/events`, `other/src/subject.ts`',
    '```ts\n[no](link.md) `src/nothing.ts`\n```',
  ])('lead somewhere: %s', (text) => {
    expect(dead(text)).toEqual([]);
  });

  it.each([
    ['[gone](../gone.md)', '../gone.md'],
    ['[gone](../../README.md#gone)', '../../README.md#gone'],
    ['[gone](#gone)', '#gone'],
    ['see `src/gone.ts`', 'src/gone.ts'],
    ['see `packages/gone/`', 'packages/gone/'],
  ])('lead nowhere: %s', (text, target) => {
    expect(dead(text)).toEqual([target]);
  });

  it('are told with their line', () => {
    const page = { path: 'README.md', text: 'one\n\nsee `infra/gone.ts`\n' };
    const found = deadAnchors(
      page,
      () => false,
      () => undefined,
    );
    expect(found).toEqual([{ path: 'README.md', line: 3, target: 'infra/gone.ts' }]);
  });
});
