import { cut } from './header-text.ts';

const LENGTH = 200;
// A preview is made out of the beginning only; what a person wrote first stands there.
const LOOK_AT = 20_000;

const SIGNATURE = /^(?:-- ?|—|_{5,})$/;
const FORWARD_MARK =
  /^(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|message d'origine|message original|mensaje original|messaggio originale|元のメッセージ|転送メッセージ|原始邮件|原始郵件)\b.*|begin forwarded message:|-{5,}\s*original.*)/iu;
// `On 1 Jan 2026, Jane wrote:` in the languages seen most; Japanese programs end the line with the address and a colon.
const ATTRIBUTION =
  /(?:\bwrote:|\bschrieb[^:]{0,80}:|\ba écrit\s?:|\bescribió:|\bha scritto:|\bescreveu:|\bskrev:|\bschreef[^:]{0,80}:|napisał\(?a?\)?:|のメール:|さんは書きました:|写道[:：]|寫道[:：]|님이 작성:|>[:：])$/iu;

/** The first words that the sender wrote: quoted lines, what announces them and the signature left out, white space collapsed. */
export function preview(text: string): string {
  const beginning = text.slice(0, LOOK_AT);
  const own = collapsed(ownText(beginning));
  // A reply whose words all look quoted still shows something.
  return cut(own === '' ? collapsed(beginning.replaceAll(/^>+ ?/gm, '')) : own, LENGTH);
}

/** Enough of the sender's own lines to fill a preview. */
function ownText(text: string): string {
  let own = '';
  let end = -1;
  for (let start = 0; start < text.length && own.length < LENGTH * 2; start = end + 1) {
    end = lineEnd(text, start);
    const line = text.slice(start, Math.min(end, start + 500)).trim();
    if (line === '' || line.startsWith('>')) continue;
    if (SIGNATURE.test(line) || FORWARD_MARK.test(line)) break;
    if (endsInColon(line) && ATTRIBUTION.test(line) && announcesQuote(text, end)) continue;
    own += `${line} `;
  }
  return own;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

const endsInColon = (line: string): boolean => line.endsWith(':') || line.endsWith('：');

/** Whether one of the next two lines is quoted. */
function announcesQuote(text: string, end: number): boolean {
  const second = lineEnd(text, end + 1);
  return [end + 1, second + 1].some((start) =>
    text
      .slice(start, start + 20)
      .trimStart()
      .startsWith('>'),
  );
}

const collapsed = (text: string): string => text.replaceAll(/[\s\u200b\u200c\u00ad]+/g, ' ').trim();
