/** A resolver of one thing that was measured of a part; null where nobody could say. */
export const figure =
  (name: string) =>
  ({ figures }: { readonly figures: Readonly<Record<string, number>> }): number | null =>
    figures[name] ?? null;
