import type { BlobStore } from '@mailfold/blob-store';
import { contentIdOf, safeHtml } from './safe-html.ts';

/** Types that a browser shows and that can hold no script. */
const SHOWN = /^image\/(?:png|gif|jpeg|webp)$/i;
/** Of all images of one mail together, bytes. */
const MOST_IMAGES = 8_000_000;

interface WithHtml {
  readonly html: string | null;
  readonly blobs: readonly {
    readonly contentType: string;
    readonly contentId?: string;
    readonly size: number;
    readonly blob: string;
  }[];
}

/** The html of a message, made safe, with the images that came with it. Undefined where it has none. */
export const readHtml = async (blobs: BlobStore, message: WithHtml): Promise<string | undefined> => {
  if (message.html === null) return undefined;
  const html = (await blobs.get(message.html)).toString('utf8');
  return safeHtml(html, await imagesIn(blobs, html, message));
};

const imagesIn = async (blobs: BlobStore, html: string, message: WithHtml): Promise<ReadonlyMap<string, string>> => {
  const images = new Map<string, string>();
  if (!/cid:/i.test(html)) return images;
  let bytes = 0;
  for (const { blob, contentId, contentType, size } of message.blobs) {
    if (contentId === undefined || !SHOWN.test(contentType) || bytes + size > MOST_IMAGES) continue;
    bytes += size;
    const base64 = (await blobs.get(blob)).toString('base64');
    images.set(contentIdOf(contentId), `data:${contentType.toLowerCase()};base64,${base64}`);
  }
  return images;
};
