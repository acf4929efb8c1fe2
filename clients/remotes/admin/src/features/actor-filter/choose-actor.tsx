import { failureSentence } from '@payloom/apollo-client/failure-sentence';
import { Avatar } from '@payloom/ui-kit/avatar';
import { DataList, type DataListColumn } from '@payloom/ui-kit/data-list';
import { DialogContent, DialogDescription, DialogHeader, DialogTitle } from '@payloom/ui-kit/dialog';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { useDeferredValue, useState } from 'react';
import { personName } from '../../people/person-name.ts';
import { SearchInput } from '../../search-params/search-input.tsx';
import { useActorChoicesQuery, type ActorChoiceFragment } from './__generated__/actor-filter.ts';
import { useWords } from './words.ts';

const CHOICES = 6;

const columns: readonly DataListColumn<ActorChoiceFragment>[] = [
  {
    id: 'name',
    header: useWords.later('name'),
    cell: (actor) => (
      <span className="flex items-center gap-2.5">
        <Avatar name={personName(actor)} size="sm" />
        {personName(actor)}
      </span>
    ),
  },
  {
    id: 'email',
    header: useWords.later('email'),
    cell: ({ email }) => <span className="text-muted-foreground">{email}</span>,
  },
];

function Choices({ search, onChoose }: { search: string; onChoose: (actorId: string) => void }) {
  const t = useWords();
  const { data, previousData, error, loading, refetch } = useActorChoicesQuery({
    variables: { filter: search ? { search } : null, first: CHOICES },
  });
  const found = (data ?? previousData)?.users.edges.map(({ node }) => node) ?? [];
  const retry = (): void => void refetch();
  return (
    <DataList
      label={t('people')}
      columns={columns}
      rows={found}
      rowKey={({ id }) => id}
      onRowSelect={({ id }) => onChoose(id)}
      loading={loading}
      skeletonCount={CHOICES}
      error={error && <ErrorState title={t('failed')} description={failureSentence(error)} onRetry={retry} />}
      empty={<EmptyState title={t('nobody', { search })} />}
    />
  );
}

/** Finds somebody by name or email. */
export function ChooseActor({ onChoose }: { onChoose: (actorId: string) => void }) {
  const t = useWords();
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  return (
    <DialogContent className="content-start sm:min-h-[34rem] sm:max-w-xl">
      <DialogHeader>
        <DialogTitle>{t('title')}</DialogTitle>
        <DialogDescription>{t('meaning')}</DialogDescription>
      </DialogHeader>
      <SearchInput label={t('search')} placeholder={t('searchExample')} text={text} onText={setText} />
      <Choices search={search} onChoose={onChoose} />
    </DialogContent>
  );
}
