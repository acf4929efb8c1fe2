import type { RowSelection } from '@payloom/ui-kit/data-list';
import { useState } from 'react';
import type { DeadLetterRowFragment } from '../../dead-letter/__generated__/dead-letter.ts';
import { RESOLVED_AT_ONCE_MAX } from '../../dead-letter/use-resolve-letters.ts';
import { eventTypeWords } from '../../event-types/event-type-words.ts';
import { useWords } from './words.ts';

export interface LetterSelection {
  /** What is selected, of what is shown and still open. */
  selected: readonly DeadLetterRowFragment[];
  selection: RowSelection<DeadLetterRowFragment>;
  clear: () => void;
}

const isOpen = ({ status }: DeadLetterRowFragment): boolean => status === 'OPEN';
const nothing: ReadonlySet<string> = new Set();

/** Which letters are selected. What is resolved meanwhile, by whomever, is not any more; another `scope` begins anew. */
export function useLetterSelection(rows: readonly DeadLetterRowFragment[], scope: string): LetterSelection {
  const t = useWords();
  const [chosen, setChosen] = useState({ scope, keys: nothing });
  const keys = chosen.scope === scope ? chosen.keys : nothing;
  const selected = rows.filter((letter) => isOpen(letter) && keys.has(letter.id));
  return {
    selected,
    selection: {
      keys: new Set(selected.map(({ id }) => id)),
      onChange: (next) => setChosen({ scope, keys: next }),
      isSelectable: isOpen,
      rowLabel: ({ eventType, queue }) => t('select', { event: eventTypeWords(eventType), queue }),
      countMax: RESOLVED_AT_ONCE_MAX,
    },
    clear: () => setChosen({ scope, keys: nothing }),
  };
}
