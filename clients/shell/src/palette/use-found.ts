import type { Found, Search } from '@payloom/session/remote-entry';
import { useEffect, useState } from 'react';

/** Somebody who types on does not want what the first letters find. */
const pauseMs = 180;
const textLengthMin = 2;

/** What one search has found. */
export interface FoundGroup {
  readonly search: Search;
  readonly items: readonly Found[];
  readonly failed: boolean;
}

export interface FoundByText {
  readonly groups: readonly FoundGroup[];
  readonly busy: boolean;
}

interface Answered {
  readonly text: string;
  readonly groups: readonly FoundGroup[];
}

async function ask(search: Search, text: string): Promise<FoundGroup> {
  try {
    const find = await search.load();
    return { search, items: await find(text), failed: false };
  } catch (error) {
    console.error(`${search.id} could not be searched.`, error);
    return { search, items: [], failed: true };
  }
}

/** What the searches find by the text, a moment after it was typed. */
export function useFound(searches: readonly Search[], typed: string): FoundByText {
  const text = typed.trim();
  const [answered, setAnswered] = useState<Answered>({ text: '', groups: [] });
  useEffect(() => {
    if (text.length < textLengthMin) return undefined;
    let isWanted = true;
    const timer = setTimeout(() => {
      void Promise.all(searches.map((search) => ask(search, text))).then((groups) => {
        if (isWanted) setAnswered({ text, groups });
      });
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [searches, text]);
  if (text.length < textLengthMin || searches.length === 0) return { groups: [], busy: false };
  // What was found by fewer letters stays until more is known: rows that come and go make nobody quicker.
  return { groups: answered.groups, busy: answered.text !== text };
}
