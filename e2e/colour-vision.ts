/** A colour as its three channels, each 0 to 1. */
export type Channels = readonly [number, number, number];

/** How an eye sees. Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB. */
export const EYES: Record<string, readonly [Channels, Channels, Channels]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** `#rrggbb` as linear RGB. */
export function linear(hex: string): Channels {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Contrast of two colours by WCAG 2.2, 1 to 21. */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string) => dot([0.2126, 0.7152, 0.0722], linear(hex));
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** How far apart two colours look to an eye: CIEDE2000. */
export function distance(a: string, b: string, eye: keyof typeof EYES): number {
  return ciede2000(seen(a, eye), seen(b, eye));
}

/** A colour in CIE L*a*b* (D65), as the eye sees it. */
function seen(hex: string, eye: keyof typeof EYES): Channels {
  const matrix = EYES[eye] ?? [];
  const [r = 0, g = 0, b = 0] = matrix
    .map((row) => dot(row, linear(hex)))
    .map((value) => Math.min(Math.max(value, 0), 1));
  const f = (value: number) =>
    value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
  const x = f(dot([0.4124564, 0.3575761, 0.1804375], [r, g, b]) / 0.95047);
  const y = f(dot([0.2126729, 0.7151522, 0.072175], [r, g, b]));
  const z = f(dot([0.0193339, 0.119192, 0.9503041], [r, g, b]) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Sharma, Wu and Dalal 2005, with all weights 1. */
function ciede2000([l1, a1, b1]: Channels, [l2, a2, b2]: Channels): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 1.5 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)) / 2;
  const [c1, c2] = [Math.hypot(a1 * g, b1), Math.hypot(a2 * g, b2)];
  const [h1, h2] = [hue(a1 * g, b1), hue(a2 * g, b2)];
  const turn = c1 * c2 === 0 ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const deltaH = 2 * Math.sqrt(c1 * c2) * sin(turn / 2);
  const h = c1 * c2 === 0 ? h1 + h2 : (h1 + turn / 2 + 360) % 360;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const t =
    1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const byL = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
  const byC = (c2 - c1) / (1 + 0.045 * c);
  const byH = deltaH / (1 + 0.015 * c * t);
  const rotation =
    -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * sin(60 * Math.exp(-(((h - 275) / 25) ** 2)));
  return Math.sqrt(byL ** 2 + byC ** 2 + byH ** 2 + rotation * byC * byH);
}

const hue = (a: number, b: number) => ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
const sin = (degrees: number) => Math.sin((degrees * Math.PI) / 180);
const cos = (degrees: number) => Math.cos((degrees * Math.PI) / 180);

function dot([a, b, c]: Channels, [x, y, z]: Channels): number {
  return a * x + b * y + c * z;
}
