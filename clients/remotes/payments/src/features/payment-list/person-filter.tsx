import { skipToken, useQuery } from '@apollo/client/react';
import { User } from 'lucide-react';
import { partyName } from '../../payment/party-name.ts';
import { FilterPersonDocument } from './__generated__/find-people.ts';
import { FilterPopover } from './filter-popover.tsx';
import type { ListFilterState } from './use-list-filter.ts';
import { useWords } from './words.ts';

const fetchChoice = () => import('./person-choice.tsx');

/** What the one in the address is called; somebody until that is known. */
function usePersonName(id: string | undefined): string | undefined {
  const t = useWords();
  const { data } = useQuery(FilterPersonDocument, id === undefined ? skipToken : { variables: { id } });
  if (id === undefined) return undefined;
  return data?.counterparty ? partyName(data.counterparty) : t('person.somebody');
}

/** Payments with one person on the other side. */
export function PersonFilter({ filter, change }: Pick<ListFilterState, 'filter' | 'change'>) {
  const t = useWords();
  const name = usePersonName(filter.person);
  return (
    <FilterPopover icon={User} name={t('person.title')} value={name} load={fetchChoice}>
      {({ PersonChoice }, close) => (
        <PersonChoice
          chosen={filter.person}
          onChoose={(id) => {
            change('person', id);
            close();
          }}
        />
      )}
    </FilterPopover>
  );
}
