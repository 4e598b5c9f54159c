import { useEffect, useState } from 'react';
import type { Viewport } from './wall-field.ts';

/** The size of the window, and again whenever it changes. */
export function useViewport(): Viewport {
  const [viewport, setViewport] = useState(measure);
  useEffect(() => {
    const onResize = () => setViewport(measure());
    window.addEventListener('resize', onResize);
    return () => window.removeEventListener('resize', onResize);
  }, []);
  return viewport;
}

function measure(): Viewport {
  return { widthPx: window.innerWidth, heightPx: window.innerHeight };
}
