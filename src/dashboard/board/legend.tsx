type LegendProps = { onClose: () => void };

/** Every glyph with its word and what the API says for it. A modal sheet while it is rendered. */
export function Legend(_props: LegendProps) {
  return null;
}
