import { readFileSync } from 'node:fs';

type Triple = readonly [number, number, number];
type Scheme = 'light' | 'dark';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const colour = String.raw`oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)`;
const definition = new RegExp(String.raw`^\s*--([\w-]+): light-dark\(${colour}, ${colour}\);`, 'gm');

const tokens = new Map(
  [...css.matchAll(definition)].map(([, name = '', ...values]) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values.map(Number);
    const both: Record<Scheme, Triple> = { light: [a, b, c], dark: [d, e, f] };
    return [name, both];
  }),
);

/** OKLCH to linear sRGB, by the matrices of CSS Color 4. */
function linearRgb([lightness, chroma, hue]: Triple): Triple {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function rgbOf(name: string, scheme: Scheme): Triple {
  const token = tokens.get(name);
  if (!token) throw new Error(`tokens.css does not define --${name} as light-dark(oklch(...), oklch(...)).`);
  return linearRgb(token[scheme]);
}

const luminance = ([red, green, blue]: Triple): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** The contrast ratio of WCAG 2. */
function contrast(front: string, back: string, scheme: Scheme): number {
  const [one, other] = [luminance(rgbOf(front, scheme)), luminance(rgbOf(back, scheme))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const surfaces = ['background', 'card', 'popover', 'muted'];
const meanings = ['accent', 'success', 'warning', 'danger', 'info'];
const schemes: readonly Scheme[] = ['light', 'dark'];

const aaPairs: readonly [string, string][] = [
  ...surfaces.map((surface): [string, string] => ['muted-foreground', surface]),
  ...meanings.flatMap((meaning) => surfaces.map((surface): [string, string] => [meaning, surface])),
  ...meanings.map((meaning): [string, string] => [meaning, `${meaning}-soft`]),
  ...meanings.map((meaning): [string, string] => ['muted-foreground', `${meaning}-soft`]),
  ['accent-foreground', 'accent'],
  ['accent-foreground', 'accent-hover'],
  ['danger-foreground', 'danger'],
  ['danger-foreground', 'danger-hover'],
  ['background', 'foreground'],
];
// Amounts are written in the foreground, and glow on the soft accent; what came in may be written in success.
const aaaPairs: readonly [string, string][] = [
  ...[...surfaces, 'accent-soft'].map((surface): [string, string] => ['foreground', surface]),
  ['success', 'card'],
  ['success', 'background'],
];
const edgePairs: readonly [string, string][] = ['background', 'card', 'popover'].flatMap((surface) => [
  ['input', surface],
  ['ring', surface],
]);

describe.each(schemes)('the %s colours', (scheme) => {
  test.each(aaPairs)('let %s be read on %s (AA, 4.5)', (front, back) => {
    expect(contrast(front, back, scheme)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(aaaPairs)('let an amount in %s be read on %s (AAA, 7)', (front, back) => {
    expect(contrast(front, back, scheme)).toBeGreaterThanOrEqual(7);
  });

  test.each(edgePairs)('let the edge %s be seen on %s (3)', (front, back) => {
    expect(contrast(front, back, scheme)).toBeGreaterThanOrEqual(3);
  });

  test.each([...tokens.keys()])('can show --%s on every screen (sRGB)', (name) => {
    for (const channel of rgbOf(name, scheme)) {
      expect(channel).toBeGreaterThanOrEqual(-0.002);
      expect(channel).toBeLessThanOrEqual(1.002);
    }
  });
});
