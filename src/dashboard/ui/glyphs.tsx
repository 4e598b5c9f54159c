import type { ComponentProps, ReactNode } from 'react';

/** A mark in a box of 16. It says nothing to a screen reader: the word stands beside it. */
export type GlyphProps = Omit<ComponentProps<'svg'>, 'children'>;
export type Glyph = (props: GlyphProps) => ReactNode;

function Box16({ className = '', ...rest }: ComponentProps<'svg'>) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={`block flex-none ${className}`}
      {...rest}
    />
  );
}

export function Dot(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <circle cx="8" cy="8" r="4" fill="currentColor" />
    </Box16>
  );
}

export function Bar(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <path d="M2 6h12v4H2Z" fill="currentColor" />
    </Box16>
  );
}

export function Triangle(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <path d="M8 1 16 15H0Z" fill="currentColor" />
    </Box16>
  );
}

/** The cross is cut out of the square, so that it shows whatever lies under it. */
export function SquareX(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <path
        d="M0 0h16v16H0ZM4.6 3 3 4.6 6.4 8 3 11.4 4.6 13 8 9.6l3.4 3.4 1.6-1.6L9.6 8 13 4.6 11.4 3 8 6.4Z"
        fill="currentColor"
        fillRule="evenodd"
      />
    </Box16>
  );
}

/** The cross of `SquareX` alone, for what is a lit square itself. */
export function Cross(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <path d="M3 3 13 13M13 3 3 13" fill="none" stroke="currentColor" strokeWidth="2.6" />
    </Box16>
  );
}

export function Diamond(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <path d="M8 0 16 8 8 16 0 8Z" fill="currentColor" />
    </Box16>
  );
}

export function ArcsDot(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <circle cx="8" cy="8" r="3" fill="currentColor" />
      <path
        d="M4 2.6a6.8 6.8 0 0 0 0 10.8M12 2.6a6.8 6.8 0 0 1 0 10.8"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      />
    </Box16>
  );
}

export function RingSlash(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <g fill="none" stroke="currentColor" strokeWidth="2">
        <circle cx="8" cy="8" r="6" />
        <path d="M3.6 12.4 12.4 3.6" />
      </g>
    </Box16>
  );
}

export function BrokenRing(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeDasharray="2.4 2.3"
      />
      <circle cx="8" cy="8" r="1.6" fill="currentColor" />
    </Box16>
  );
}

export function Check(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <path d="M1.5 8.5 6 13 14.5 3" fill="none" stroke="currentColor" strokeWidth="2.6" />
    </Box16>
  );
}

/** A bell that is struck out, in two parts with a gap for the stroke. */
export function BellSlash(props: GlyphProps) {
  return (
    <Box16 {...props}>
      <path
        d="M4.2 6.2V11L2.5 13h8.3ZM5.6 3.2A4 4 0 0 1 12 6.5v3.2ZM6.5 14h3a1.5 1.5 0 0 1-3 0Z"
        fill="currentColor"
      />
      <path d="M1.5 1.5 14.5 14.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </Box16>
  );
}
