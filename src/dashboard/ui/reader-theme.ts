/** A page that has no setting for it is as light as its reader's other pages. */
export function followReaderTheme(): void {
  const light = window.matchMedia('(prefers-color-scheme: light)');
  const show = () => {
    document.documentElement.dataset.theme = light.matches ? 'light' : 'dark';
  };
  show();
  light.addEventListener('change', show);
}
