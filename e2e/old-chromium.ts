import { selectors } from '@playwright/test';

/**
 * What Playwright looks at a page with calls checkVisibility, which came with Chromium 105. Playwright runs the text of
 * a selector engine in its own world before anything else, so an engine that finds nothing brings it there; the page
 * never sees it. To be called once, before there is a page.
 */
export async function letPlaywrightSee(): Promise<void> {
  await selectors.register('visibility-for-old-chromium', () => {
    if (!('checkVisibility' in Element.prototype)) {
      Object.assign(Element.prototype, {
        checkVisibility(this: Element) {
          return this.getClientRects().length > 0;
        },
      });
    }
    return { query: () => null, queryAll: () => [] };
  });
}
