import { Avatar } from '@payloom/ui-kit/avatar';
import { Button } from '@payloom/ui-kit/button';
import { useState } from 'react';
import type { PaymentPartyFragment } from '../../payment/__generated__/payment.ts';
import { partyName } from '../../payment/party-name.ts';
import { describeFailure } from '../../problems/describe-failure.ts';
import { useFindPeopleQuery } from './__generated__/find-people.ts';
import { SearchField } from './search-field.tsx';
import { useWords } from './words.ts';

const shownMax = 8;

interface PersonChoiceProps {
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}

function Person({ person, onChoose }: { person: PaymentPartyFragment; onChoose: () => void }) {
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex w-full cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 text-left text-sm hover:bg-muted focus-visible:bg-muted"
    >
      <Avatar name={partyName(person)} src={person.avatar?.url} />
      <span className="flex min-w-0 flex-col">
        <span className="truncate">{partyName(person)}</span>
        {person.displayName && (
          <span className="truncate text-xs text-muted-foreground">{person.maskedEmail}</span>
        )}
      </span>
    </button>
  );
}

/** The people found, or why there are none. */
export function PersonChoice({ chosen, onChoose }: PersonChoiceProps) {
  const t = useWords();
  const [search, setSearch] = useState('');
  const { data, previousData, error, loading } = useFindPeopleQuery({
    variables: { first: shownMax, ...(search ? { search } : {}) },
    fetchPolicy: 'cache-and-network',
  });
  const people = (data ?? previousData)?.counterparties ?? [];
  const nobody = search ? t('person.nobody') : t('person.type');
  return (
    <div className="flex flex-col gap-3">
      <SearchField label={t('person.search')} value={search} onSearch={(words) => setSearch(words ?? '')} />
      {error && !data && <p className="text-sm text-danger">{describeFailure(error)}</p>}
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {!loading && !error && people.length === 0 && nobody}
      </p>
      {people.length > 0 && (
        <ul aria-label={t('person.people')} className="-mx-2 flex flex-col">
          {people.map((person) => (
            <li key={person.id}>
              <Person person={person} onChoose={() => onChoose(person.id)} />
            </li>
          ))}
        </ul>
      )}
      {chosen && (
        <Button variant="ghost" onClick={() => onChoose(undefined)}>
          {t('person.any')}
        </Button>
      )}
    </div>
  );
}
