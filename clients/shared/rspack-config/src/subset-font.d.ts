/** What is used here of a library that comes without types. */
declare module 'subset-font' {
  interface SubsetFontOptions {
    readonly targetFormat: 'woff2';
    readonly keepAllGlyphs: true;
    readonly variationAxes: Readonly<Record<string, { readonly min: number; readonly max: number }>>;
  }

  /** Rejects a font that cannot be read or has no such axis. */
  export default function subsetFont(font: Buffer, text: null, options: SubsetFontOptions): Promise<Buffer>;
}
