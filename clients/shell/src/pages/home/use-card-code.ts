import type { DashboardCard } from '@payloom/session/remote-entry';
import { startTransition, useEffect, useState, type ComponentType } from 'react';
import { createTurns } from './turns.ts';

/** What became of a card's code: undefined until it is there, or could not be fetched. */
export type CardCode = { readonly Shown: ComponentType } | { readonly problem: unknown } | undefined;

interface Loaded {
  readonly code: CardCode;
  /** Lets the next card be drawn. */
  readonly drawn?: () => void;
}

/** Cards are drawn one at a time: all at once, they would keep a phone from everything else for too long. */
const turns = createTurns();

/** The card's code, once it is wanted; `retry` asks for it again after it could not be fetched. */
export function useCardCode(
  { id, load }: Pick<DashboardCard, 'id' | 'load'>,
  isWanted: boolean,
): { code: CardCode; retry: () => void } {
  const [{ code, drawn }, setLoaded] = useState<Loaded>({ code: undefined });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isHere = isWanted;
    const draw = async (Shown: ComponentType): Promise<void> => {
      const end = await turns.take();
      if (!isHere) return end();
      // In slices.
      startTransition(() => setLoaded({ code: { Shown }, drawn: end }));
    };
    const fail = (error: unknown): void => {
      console.error(`The card ${id} could not be fetched.`, error);
      if (isHere) setLoaded({ code: { problem: error } });
    };
    if (isWanted) load().then(draw, fail);
    return () => {
      isHere = false;
    };
  }, [id, load, tries, isWanted]);
  useEffect(() => drawn?.(), [drawn]);
  const retry = (): void => {
    setLoaded({ code: undefined });
    setTries(tries + 1);
  };
  return { code, retry };
}
