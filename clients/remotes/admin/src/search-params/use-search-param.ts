import { fromNewest } from '@payloom/ui-kit/list-start';
import { useEffect, useEffectEvent, useState } from 'react';
import { useSearchParams } from 'react-router';

const TYPING_PAUSE_MILLISECONDS = 250;

export interface SearchParam {
  value: string;
  /** Empty takes it out of the address. */
  set: (value: string) => void;
}

/** One part of the address, without a step in the history, or a jump to the top, for each change. */
export function useSearchParam(name: string): SearchParam {
  return useParam(name, (params) => new URLSearchParams(params));
}

/** A part of the address that narrows the page's list, which begins anew with the newest. */
export function useFilterParam(name: string): SearchParam {
  return useParam(name, fromNewest);
}

function useParam(name: string, copy: (params: URLSearchParams) => URLSearchParams): SearchParam {
  const [params, setParams] = useSearchParams();
  const set = (value: string): void =>
    setParams(
      (current) => {
        const next = copy(current);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return { value: params.get(name) ?? '', set };
}

/** Takes all that is searched out of the address, in one step. */
export function useClearSearchParams(): () => void {
  const [, setParams] = useSearchParams();
  return () => setParams({}, { replace: true });
}

export interface TypedSearchParam {
  /** What stands in the input, ahead of the address while somebody types. */
  text: string;
  setText: (text: string) => void;
  /** What stands in the address, to ask the graph with. */
  value: string;
}

/** A text that narrows the page's list and is typed into the address: it follows at the next pause, and back and forward are followed. */
export function useTypedSearchParam(name: string): TypedSearchParam {
  const { value, set } = useFilterParam(name);
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // What we sent ourselves may arrive after more was typed; anything else came from elsewhere and counts.
    if (value !== sent) {
      setText(value);
      setSent(value);
    }
  }
  const send = useEffectEvent(() => {
    setSent(text);
    set(text);
  });
  useEffect(() => {
    if (text === sent) return;
    const timer = setTimeout(send, TYPING_PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [text, sent]);
  return { text, setText, value: value.trim() };
}
