// The clients are typed without Node, so that none of it slips into them. A few tests read a style sheet.
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string;
}
