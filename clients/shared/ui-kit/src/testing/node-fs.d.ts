// The clients are typed without Node, so that none of it slips into them. A few tests read the sources.
declare module 'node:fs' {
  export function readFileSync(path: URL, encoding: 'utf8'): string;
  export function readdirSync(path: URL, options: { recursive: true }): string[];
}
