import { file, type Attachment } from './attachment.ts';

/** Text for a font with the encoding UniJIS-UTF16-H: hexadecimal UTF-16BE. */
function hexText(line: string): string {
  const bytes = Buffer.from(line, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}

function pageStream(title: string, lines: readonly string[]): string {
  const rest = lines.map((line) => `T* ${hexText(line)} Tj`).join('\n');
  return `BT /F1 16 Tf 56 780 Td 22 TL ${hexText(title)} Tj T* /F1 10 Tf 16 TL\n${rest}\nET`;
}

function objects(title: string, lines: readonly string[]): readonly string[] {
  const stream = pageStream(title, lines);
  return [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type0 /BaseFont /KozMinPr6N-Regular /Encoding /UniJIS-UTF16-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /KozMinPr6N-Regular /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /DW 1000 /W [1 [278] 2 94 500] /FontDescriptor 7 0 R >>',
    '<< /Type /FontDescriptor /FontName /KozMinPr6N-Regular /Flags 6 /FontBBox [-437 -340 1147 1317] /ItalicAngle 0 /Ascent 1317 /Descent -349 /CapHeight 742 /StemV 80 >>',
  ];
}

/** One A4 page of text as a PDF 1.5 file (ISO 32000-1 §7.5); Japanese by a font that readers bring along. */
function pdfBytes(title: string, lines: readonly string[]): Buffer {
  let body = '%PDF-1.5\n';
  const offsets: number[] = [];
  objects(title, lines).forEach((object, index) => {
    offsets.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = offsets.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  const tail = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + tail, 'latin1');
}

export const pdf = (fileName: string, title: string, lines: readonly string[]): Attachment =>
  file(fileName, 'application/pdf', () => pdfBytes(title, lines));
