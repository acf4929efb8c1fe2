import type { CompositionHint } from '../compose.ts';

/** How often each kind of hint was given, most often first, with one as an example. */
export function summariseHints(hints: readonly CompositionHint[]): string[] {
  const byCode = Map.groupBy(hints, ({ definition }) => definition.code);
  return [...byCode]
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([code, [example, ...more]]) => `${code}, ${more.length + 1} times: ${example?.message ?? ''}`);
}
