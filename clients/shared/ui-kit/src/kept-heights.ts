import type { VirtualItem } from '@tanstack/react-virtual';

/** As many lists as somebody is likely to go back to. */
const LISTS_MAX = 8;

const lists = new Map<string, VirtualItem[]>();

/** Keeps how high the rows of a list were, for the way back to it: the page is as long then as it was. */
export function keepHeights(place: string, heights: VirtualItem[]): void {
  if (heights.length === 0) return;
  lists.delete(place);
  lists.set(place, heights);
  const [oldest] = lists.keys();
  if (lists.size > LISTS_MAX && oldest !== undefined) lists.delete(oldest);
}

/** How high the rows of a list were when it was left. */
export const keptHeights = (place: string): VirtualItem[] => lists.get(place) ?? [];
