import { NativeSelect, Select } from '@payloom/ui-kit/select';
import { useId } from 'react';
import type { LetterFilter } from '../../dead-letter/letter-filter.ts';
import { eventTypeSuggestions } from '../../event-types/event-type-words.ts';
import { SearchInput } from '../../search-params/search-input.tsx';
import { useTypedSearchParam } from '../../search-params/use-search-param.ts';
import type { LetterFilterState } from './use-letter-filter.ts';
import { useWords } from './words.ts';

const anyStatus = 'ANY';
const statuses = ['OPEN', 'REPLAYED', 'DISCARDED', anyStatus] as const;

export interface LetterFiltersProps extends LetterFilterState {
  /** The consumers there are. */
  queues: readonly string[];
}

/** A queue that stands in the address is offered, too, though nobody consumes it any more. */
function offered(queues: readonly string[], { queue }: LetterFilter): readonly string[] {
  return queue === '' || queues.includes(queue) ? queues : [...queues, queue];
}

/** Narrows the dead letters down. */
export function LetterFilters({ filter, change, queues }: LetterFiltersProps) {
  const t = useWords();
  const suggestions = useId();
  const type = useTypedSearchParam('type');
  return (
    <div role="search" aria-label={t('title')} className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <Select
        aria-label={t('status')}
        className="sm:w-36 sm:text-sm"
        options={statuses.map((value) => ({ value, label: t(`statuses.${value}`) }))}
        value={filter.status || anyStatus}
        onValueChange={(status) => change({ status: status === anyStatus ? '' : status })}
      />
      <NativeSelect
        aria-label={t('consumer')}
        className="sm:w-64 sm:text-sm"
        value={filter.queue}
        onChange={(event) => change({ queue: event.target.value })}
      >
        <option value="">{t('anyConsumer')}</option>
        {offered(queues, filter).map((queue) => (
          <option key={queue}>{queue}</option>
        ))}
      </NativeSelect>
      <SearchInput
        className="max-sm:col-span-2 sm:w-80"
        label={t('eventType')}
        placeholder={t('eventTypeExample')}
        list={suggestions}
        text={type.text}
        onText={type.setText}
      />
      <datalist id={suggestions}>
        {eventTypeSuggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </div>
  );
}
