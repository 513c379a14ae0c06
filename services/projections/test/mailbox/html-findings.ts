import { type DefaultTreeAdapterMap, html as names, parse } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const ELEMENTS = new Set(
  [
    'html head meta body a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd del dfn div dl dt em',
    'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section small span',
    'strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr',
  ].flatMap((line) => line.split(' ')),
);

const ATTRIBUTES = new Set(
  (
    'dir lang title align style href rel target span width color face size src alt height start type border cellpadding cellspacing ' +
    'bgcolor valign colspan rowspan'
  ).split(' '),
);
const IN_META = new Set(['charset', 'http-equiv', 'content']);
const IMAGE = /^data:image\/(?:png|gif|jpeg|webp);base64,[\w+/]+=*$/;
const LINK = /^(?:https?:|mailto:|tel:)/i;
const STYLE =
  /url\s*\(|expression|@|\\|position|z-index|behavior|binding|javascript|image-set|<|-\d+px.*margin|margin[^;]*:-/i;

/** What a browser would find in a document that should be harmless: parsed as the standard says, not as a sanitiser hopes. */
export const findingsIn = (document: string): string[] => elementsOf(parse(document)).flatMap(findingsOf);

const elementsOf = (top: Node): Element[] => {
  const found: Element[] = [];
  const open: Node[] = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ('tagName' in node) found.push(node);
    if ('childNodes' in node) open.push(...node.childNodes);
    if ('content' in node) open.push(node.content);
  }
  return found;
};

const findingsOf = ({ tagName, namespaceURI, attrs }: Element): string[] => {
  if (!ELEMENTS.has(tagName) || namespaceURI !== names.NS.HTML) return [`<${tagName}>`];
  const known = tagName === 'meta' ? IN_META : ATTRIBUTES;
  return attrs.flatMap(({ name, value }) => {
    const bad =
      !known.has(name) ||
      (name === 'src' && (tagName !== 'img' || !IMAGE.test(value))) ||
      (name === 'href' && (tagName !== 'a' || !LINK.test(value))) ||
      (name === 'style' && STYLE.test(value));
    return bad ? [`<${tagName} ${name}="${value}">`] : [];
  });
};
