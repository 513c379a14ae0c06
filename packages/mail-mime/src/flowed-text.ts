/**
 * Joins the lines that were wrapped for transport (RFC 3676 §4). Quoted lines join at the same depth; a signature's dashes never join.
 * @param deleteSpace the DelSp parameter: the blank before the line end is not part of the text
 */
export function unflow(text: string, deleteSpace: boolean): string {
  const out: string[] = [];
  let open = '';
  let openDepth = -1;
  for (const line of text.split('\n')) {
    const depth = quoteDepth(line);
    const content = unstuffed(line.slice(depth));
    const joins = openDepth === depth;
    if (openDepth !== -1 && !joins) out.push(open);
    const whole = joins ? open + content : '>'.repeat(depth) + (depth > 0 && content !== '' ? ' ' : '') + content;
    const flows = content.endsWith(' ') && content !== '-- ';
    openDepth = flows ? depth : -1;
    open = flows && deleteSpace ? whole.slice(0, -1) : whole;
    if (!flows) out.push(whole);
  }
  if (openDepth !== -1) out.push(open);
  return out.join('\n');
}

function quoteDepth(line: string): number {
  let depth = 0;
  while (line[depth] === '>') depth += 1;
  return depth;
}

/** RFC 3676 §4.4: a blank put before a line for safety. */
const unstuffed = (line: string): string => (line.startsWith(' ') ? line.slice(1) : line);
