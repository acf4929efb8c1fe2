import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  readListFilter,
  withFilter,
  withoutFilter,
  type ListFilter,
  type ListFilterChange,
  type ListFilterName,
} from './list-filter.ts';

export interface ListFilterState {
  filter: ListFilter;
  change: (name: ListFilterName, value: string | undefined) => void;
  /** Several parts at once. */
  changeAll: (change: ListFilterChange) => void;
  clear: () => void;
}

/** The filter of the list, kept in the URL so that it can be sent, bookmarked and gone back to. */
export function useListFilter(): ListFilterState {
  const [params, setParams] = useSearchParams();
  const filter = useMemo(() => readListFilter(params), [params]);
  const changeAll = useCallback(
    (change: ListFilterChange): void =>
      // Each letter of a search is not a page of its own to go back to.
      setParams((current) => withFilter(current, change), { replace: true, preventScrollReset: true }),
    [setParams],
  );
  const change = useCallback(
    (name: ListFilterName, value: string | undefined): void => changeAll({ [name]: value }),
    [changeAll],
  );
  const clear = useCallback(
    (): void => setParams(withoutFilter, { replace: true, preventScrollReset: true }),
    [setParams],
  );
  return { filter, change, changeAll, clear };
}
