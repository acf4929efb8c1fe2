import { useEffect } from 'react';

const unfinished = new Set<object>();

/** Whether a page holds something that is no form any more and not done either, such as a payment about to be made. */
export const isSomethingUnfinished = (): boolean => unfinished.size > 0;

/** Says that something would be lost, were the page loaded anew. Forms need not: what is written into them is seen. */
export function useUnfinished(isUnfinished: boolean): void {
  useEffect(() => {
    if (!isUnfinished) return undefined;
    const mark = {};
    unfinished.add(mark);
    return () => void unfinished.delete(mark);
  }, [isUnfinished]);
}
