import type { Page } from '@mailfold/contracts/http';

/** All items of a list, page by page as they are asked for. @param most ends after so many */
export async function* everyItem<Item>(
  page: (cursor: string | undefined) => Promise<Page<Item>>,
  most = Infinity,
): AsyncGenerator<Item> {
  let cursor: string | undefined;
  let given = 0;
  do {
    const { items, next } = await page(cursor);
    for (const item of items) {
      if (given >= most) return;
      given += 1;
      yield item;
    }
    cursor = next;
  } while (cursor !== undefined && given < most);
}
