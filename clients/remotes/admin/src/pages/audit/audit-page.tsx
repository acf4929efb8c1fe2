import { PageHeader } from '@payloom/ui-kit/page-header';
import { useId } from 'react';
import { eventTypeSuggestions } from '../../event-types/event-type-words.ts';
import { ActorFilter } from '../../features/actor-filter/actor-filter.tsx';
import { AuditLog } from '../../features/audit-log/audit-log.tsx';
import { SearchInput } from '../../search-params/search-input.tsx';
import {
  useClearSearchParams,
  useSearchParam,
  useTypedSearchParam,
} from '../../search-params/use-search-param.ts';

/** Who did what, when and from where; what it is narrowed to stands in the address. */
export function AuditPage() {
  const suggestions = useId();
  const action = useTypedSearchParam('action');
  const actor = useSearchParam('actor');
  const clear = useClearSearchParams();
  return (
    <>
      <PageHeader title="Audit log" description="Who did what, when and from where. It grows by itself." />
      <div className="mb-4 flex flex-col gap-2 sm:flex-row sm:items-center">
        <SearchInput
          className="sm:max-w-80"
          label="Action begins with"
          placeholder="Action, such as payments.payment"
          list={suggestions}
          text={action.text}
          onText={action.setText}
        />
        <datalist id={suggestions}>
          {eventTypeSuggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
        <ActorFilter actorId={actor.value} onActor={actor.set} />
      </div>
      <AuditLog filter={{ action: action.value, actorId: actor.value }} onClear={clear} onActor={actor.set} />
    </>
  );
}
