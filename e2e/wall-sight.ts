import type { Locator, Page } from '@playwright/test';

/**
 * What on the wall is not seen whole: words of a tile that reach beyond it, or that are clipped, where they are no name
 * of somebody; the heads and the labels of lamps likewise. Each as the text of what it is part of, and the words.
 */
export function cutOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    /** What is for no eye, and names, which may end in an ellipsis. */
    const LEFT_OUT = '.sr-only, .truncate';
    const isShortened = (element: Element) =>
      element.matches('.truncate') && element.closest('section') === null;
    const parts = document.querySelectorAll(
      'main ul:not([aria-label]) > li.absolute, main section h2, main section span[style]',
    );
    return Array.from(parts).flatMap((part) => {
      const around = part.getBoundingClientRect();
      const clipping = [part, ...part.querySelectorAll('*')].filter(
        (element) =>
          element.closest('.sr-only') === null &&
          !isShortened(element) &&
          element.matches('.truncate') === part.matches('.truncate') &&
          getComputedStyle(element).overflow !== 'visible' &&
          (element.scrollWidth > element.clientWidth + 1 ||
            // A line of digits may be tighter than other letters are high.
            (part.matches('li') && element.scrollHeight > element.clientHeight + 1)),
      );
      const beyond = textsOf(part).filter(
        ({ box }) =>
          box.left < around.left - 1 || box.right > around.right + 1 || box.top < around.top - 3,
      );
      return [
        ...clipping.map((element) => `${part.textContent}: clips ${element.textContent}`),
        ...beyond.map(({ text }) => `${part.textContent}: beyond it ${text}`),
      ];
    });

    function textsOf(part: Element): { text: string; box: DOMRect }[] {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      const texts: { text: string; box: DOMRect }[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement?.closest(LEFT_OUT) !== null) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        texts.push({ text: node.textContent ?? '', box: range.getBoundingClientRect() });
      }
      return texts;
    }
  });
}

/** How many pixels high something is drawn: its first line, or all of it. */
export function heightOf(locator: Locator, part: 'line' | 'box'): Promise<number> {
  return locator.evaluate((element, isLine) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const [line] = range.getClientRects();
    const { height } = isLine && line ? line : element.getBoundingClientRect();
    // Before Chromium 128 a rectangle does not know how far it is zoomed.
    if (Reflect.has(element, 'currentCSSZoom')) return height;
    let zoom = 1;
    for (let one: Element | null = element; one; one = one.parentElement) {
      zoom *= Number(getComputedStyle(one).getPropertyValue('zoom'));
    }
    return height * zoom;
  }, part === 'line');
}

/** Tiles and stacks of lamps that reach beyond the field, or lie on one another. */
export function misplacedOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const field = document.querySelector('main header')?.nextElementSibling;
    const around = field?.getBoundingClientRect() ?? new DOMRect();
    const parts = Array.from(
      document.querySelectorAll('main li.absolute, main section'),
      (part) => ({
        said: part.textContent?.slice(0, 40),
        box: part.getBoundingClientRect(),
      }),
    ).sort((a, b) => a.box.top - b.box.top);
    const beyond = parts
      .filter(
        ({ box }) =>
          box.left < around.left - 1 ||
          box.right > around.right + 1 ||
          box.top < around.top - 1 ||
          box.bottom > around.bottom + 1,
      )
      .map(({ said }) => `beyond the field: ${said}`);
    const covered = parts.flatMap((a, nth) =>
      parts
        .slice(nth + 1)
        .filter(
          ({ box }) =>
            box.top < a.box.bottom - 1 && box.left < a.box.right - 1 && a.box.left < box.right - 1,
        )
        .map((b) => `on one another: ${a.said} | ${b.said}`),
    );
    return [...beyond, ...covered];
  });
}
