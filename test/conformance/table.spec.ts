import { readFileSync } from 'node:fs';
import { cellsOf } from './table/cells.ts';
import { inside, PLACE, README } from './table/readme.ts';
import { HEADS, headsIn, ROWS, tableOf } from './table/table.ts';

describe('the table in the README', () => {
  it('has the rows and columns of the suite, no more and no fewer (npm run test:conformance -- --write)', () => {
    expect(headsIn(inside(readFileSync(README, 'utf8'), PLACE))).toEqual({ rows: ROWS, columns: HEADS });
  });
});

describe('the table', () => {
  const assertionResults = [
    { ancestorTitles: ['pymap 0.36'], title: 'follows a move: one message, another place (S9)', status: 'passed' },
    { ancestorTitles: ['mox 0.0.15'], title: 'follows a move: one message, another place (S9)', status: 'failed' },
    {
      ancestorTitles: ['pymap 0.36'],
      title: 'takes labels for places: one message, and removing a label is no deletion (S10) – has no labels',
      status: 'passed',
    },
  ];
  const rowOf = (name: string) =>
    tableOf(cellsOf({ testResults: [{ assertionResults }] }))
      .split('\n')
      .find((line) => line.startsWith(`| ${name}`))
      ?.split(' | ');

  it('tells what held from what did not and from what was not looked at', () => {
    const move = rowOf('follows a move: one');
    const at = (server: string) => move?.[HEADS.indexOf(server) + 1]?.replace(' |', '');
    expect(['pymap 0.36', 'mox 0.0.15', 'Cyrus 3.6'].map(at)).toEqual(['✓', '✗', '?']);
  });

  it('says why where something is not possible', () => {
    expect(rowOf('takes labels')).toContain('–1');
    expect(tableOf(new Map())).toContain('–1: the server has no labels.');
  });
});
