/** What html of strangers may be made of. What is not here is not shown: nothing that loads, runs, asks, frames or lies above our page. */

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

export const TAGS: readonly string[] = words(`
  a abbr address article aside b bdi bdo blockquote br caption center cite code col colgroup dd del dfn div dl dt em figcaption figure
  font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q rp rt ruby s samp section small span strike strong sub
  sup table tbody td tfoot th thead time tr tt u ul var wbr`);

/** Dropped with all that is in them. */
export const DROPPED: readonly string[] = words(`
  script style title textarea option select noscript iframe noembed noframes xmp plaintext svg math template object audio video canvas
  frameset`);

// Neither id nor name nor class: they would speak to the page that shows them.
const CELL = words('align valign width height bgcolor colspan rowspan');
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  '*': words('dir lang title align style'),
  a: words('href rel target'),
  col: words('span width'),
  colgroup: words('span width'),
  font: words('color face size'),
  hr: words('size width'),
  img: words('src alt width height'),
  ol: words('start type'),
  table: words('width height border cellpadding cellspacing bgcolor'),
  td: CELL,
  th: CELL,
  tr: words('valign height bgcolor'),
};

/** Where a link may lead. */
export const SCHEMES: readonly string[] = words('http https mailto tel');
export const ABSOLUTE = /^(?:https?:\/\/|mailto:|tel:)/i;

/** No escapes, no functions but those of colours: nothing in a value can load or compute. */
const VALUE = /^(?:[-\w\s#%.,'"!/+]|(?:rgb|rgba|hsl|hsla)\([-\d\s.,%/deg]*\))*$/i;
/** Nothing below zero, which would lie above what stands beside it. */
const LENGTH = /^[\w\s.%!]*$/;

const VALUES = words(`
  color background background-color direction unicode-bidi text-align text-decoration text-transform vertical-align white-space
  word-break word-wrap overflow-wrap list-style-type table-layout font font-family font-size font-style font-weight font-variant
  line-height letter-spacing border border-top border-right border-bottom border-left border-color border-style border-width
  border-collapse border-spacing border-radius caption-side empty-cells display clear float`);
const LENGTHS = words(`
  width min-width max-width height min-height max-height text-indent margin margin-top margin-right margin-bottom margin-left
  padding padding-top padding-right padding-bottom padding-left`);

export const STYLES: Readonly<Record<string, readonly RegExp[]>> = Object.fromEntries([
  ...VALUES.map((name) => [name, [VALUE]] as const),
  ...LENGTHS.map((name) => [name, [LENGTH]] as const),
]);
