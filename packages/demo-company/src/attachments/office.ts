import { file, type Attachment } from './attachment.ts';
import { zipBytes } from './zip.ts';

type Row = readonly (string | number)[];

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const types = (part: string, kind: string): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${part}" ContentType="${OFFICE}.${kind}.main+xml"/>`;

const relation = (id: string, kind: string, target: string): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/></Relationships>`;

const cell = (value: string | number): string =>
  typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${escaped(value)}</t></is></c>`;

/** The smallest workbook that spreadsheet programs open: one sheet (ECMA-376 part 1 §18). */
function xlsxBytes(rows: readonly Row[]): Buffer {
  const body = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  const sheetType = `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${OFFICE}.spreadsheetml.worksheet+xml"/></Types>`;
  return zipBytes([
    { name: '[Content_Types].xml', text: types('xl/workbook.xml', 'spreadsheetml.sheet') + sheetType },
    { name: '_rels/.rels', text: relation('rId1', 'officeDocument', 'xl/workbook.xml') },
    {
      name: 'xl/workbook.xml',
      text: `${XML}<workbook xmlns="${SHEET}" xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      text: `${XML}<worksheet xmlns="${SHEET}"><sheetData>${body}</sheetData></worksheet>`,
    },
  ]);
}

/** A text document of plain paragraphs (ECMA-376 part 1 §17). */
function docxBytes(paragraphs: readonly string[]): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`).join('');
  return zipBytes([
    {
      name: '[Content_Types].xml',
      text: `${types('word/document.xml', 'wordprocessingml.document')}</Types>`,
    },
    { name: '_rels/.rels', text: relation('rId1', 'officeDocument', 'word/document.xml') },
    {
      name: 'word/document.xml',
      text: `${XML}<w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`,
    },
  ]);
}

export const xlsx = (fileName: string, rows: readonly Row[]): Attachment =>
  file(fileName, `${OFFICE}.spreadsheetml.sheet`, () => xlsxBytes(rows));

export const docx = (fileName: string, paragraphs: readonly string[]): Attachment =>
  file(fileName, `${OFFICE}.wordprocessingml.document`, () => docxBytes(paragraphs));

export const csv = (fileName: string, rows: readonly Row[]): Attachment =>
  file(fileName, 'text/csv', () => Buffer.from(`\uFEFF${rows.map((row) => row.join(',')).join('\r\n')}\r\n`));
