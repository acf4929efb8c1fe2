import { fromNewest } from '@payloom/ui-kit/list-start';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { DeadLetterStatus } from '../../dead-letter/__generated__/dead-letter.ts';
import type { LetterFilter } from '../../dead-letter/letter-filter.ts';

/** As the status stands in the address, where open ones need no word. */
const statusWords: Record<DeadLetterStatus | '', string> = {
  OPEN: '',
  REPLAYED: 'replayed',
  DISCARDED: 'discarded',
  '': 'any',
};

const statuses = ['OPEN', 'REPLAYED', 'DISCARDED', ''] as const;

export interface LetterFilterState {
  filter: LetterFilter;
  change: (part: Partial<LetterFilter>) => void;
  /** Open ones of every consumer, as the page begins. */
  clear: () => void;
}

function readFilter(params: URLSearchParams): LetterFilter {
  const word = params.get('status') ?? '';
  return {
    status: statuses.find((status) => statusWords[status] === word) ?? 'OPEN',
    queue: params.get('queue') ?? '',
    eventType: (params.get('type') ?? '').trim(),
  };
}

function write(params: URLSearchParams, { status, queue, eventType }: LetterFilter): URLSearchParams {
  const next = fromNewest(params);
  for (const [name, value] of Object.entries({ status: statusWords[status], queue, type: eventType })) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

/** What the list is narrowed to, kept in the address so that it can be sent and gone back to. */
export function useLetterFilter(): LetterFilterState {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readFilter(params), [params]);
  const options = { replace: true, preventScrollReset: true };
  return {
    filter,
    change: (part) => setParams((current) => write(current, { ...readFilter(current), ...part }), options),
    clear: () =>
      setParams((current) => write(current, { status: 'OPEN', queue: '', eventType: '' }), options),
  };
}
