import { Button } from '@payloom/ui-kit/button';
import { cn } from '@payloom/ui-kit/cn';
import { Input } from '@payloom/ui-kit/input';
import { ListFilter, X } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { isNarrowed, TEXT_CHARACTERS_MIN, type AuditFilter } from '../../audit/audit-filter.ts';
import { auditParams, type AuditFilterState } from '../../audit/use-audit-filter.ts';
import { eventTypeSuggestions } from '../../event-types/event-type-words.ts';
import { SearchInput } from '../../search-params/search-input.tsx';
import { useTypedSearchParam } from '../../search-params/use-search-param.ts';
import { useWords } from './words.ts';

const ID_TAIL_CHARACTERS = 8;

/** Where one types a part of the filter. */
function Typed({ part, ...props }: TypedProps) {
  const typed = useTypedSearchParam(auditParams[part]);
  return <SearchInput {...props} text={typed.text} onText={typed.setText} />;
}

interface TypedProps {
  part: 'action' | 'address' | 'text';
  label: string;
  placeholder: string;
  className: string;
  list?: string;
}

interface DayProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}

function Day({ label, onChange, ...props }: DayProps) {
  return (
    <label className="flex items-center gap-2 text-sm text-muted-foreground">
      <span className="w-10 shrink-0 sm:w-auto">{label}</span>
      <Input
        type="date"
        className="sm:w-38 sm:text-sm"
        onChange={(event) => onChange(event.target.value)}
        {...props}
      />
    </label>
  );
}

function ActionInput() {
  const t = useWords();
  const suggestions = useId();
  return (
    <>
      <Typed
        part="action"
        className="sm:w-64"
        label={t('action')}
        placeholder={t('actionExample')}
        list={suggestions}
      />
      <datalist id={suggestions}>
        {eventTypeSuggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </>
  );
}

/** Nobody types an id: it is chosen in an entry, and shown here to be let go. */
function SubjectChip({ subject, onClear }: { subject: string; onClear: () => void }) {
  const t = useWords();
  if (!subject) return null;
  return (
    <Button
      variant="outline"
      className="h-11 font-normal sm:h-10"
      aria-label={t('notOnly', { subject })}
      onClick={onClear}
    >
      <span>
        {t.rich('only', {
          id: () => <code className="text-xs">…{subject.slice(-ID_TAIL_CHARACTERS)}</code>,
        })}
      </span>
      <X aria-hidden />
    </Button>
  );
}

const countParts = ({ text: _, ...behindButton }: AuditFilter): number =>
  Object.values(behindButton).filter(Boolean).length;

export interface AuditFiltersProps extends AuditFilterState {
  /** Chooses whose actions are shown. */
  actor: ReactNode;
}

/** Narrows the log down. On phones all but the search waits behind a button. */
export function AuditFilters({ filter, change, clear, actor }: AuditFiltersProps) {
  const t = useWords();
  const [open, setOpen] = useState(false);
  const id = useId();
  const count = countParts(filter);
  const isTooShort = filter.text !== '' && filter.text.length < TEXT_CHARACTERS_MIN;
  return (
    <div role="search" aria-label={t('log')} className="mb-4 flex flex-col gap-2">
      <div className="flex gap-2">
        <Typed
          part="text"
          className="flex-1 sm:max-w-md"
          label={t('search')}
          placeholder={t('searchExample')}
        />
        <Button
          variant="outline"
          aria-expanded={open}
          aria-controls={id}
          className="h-11 sm:hidden"
          onClick={() => setOpen(!open)}
        >
          <ListFilter aria-hidden />
          {t('filters', { count })}
        </Button>
      </div>
      {isTooShort && (
        <p role="status" className="text-sm text-muted-foreground">
          {t('tooShort', { count: TEXT_CHARACTERS_MIN })}
        </p>
      )}
      <div
        id={id}
        className={cn(
          'flex-col gap-2 sm:flex sm:flex-row sm:flex-wrap sm:items-center',
          open ? 'flex' : 'hidden',
        )}
      >
        <ActionInput />
        {actor}
        <Typed part="address" className="sm:w-52" label={t('address')} placeholder={t('addressExample')} />
        <Day label={t('from')} value={filter.from} max={filter.to} onChange={(from) => change({ from })} />
        <Day label={t('to')} value={filter.to} min={filter.from} onChange={(to) => change({ to })} />
        <SubjectChip subject={filter.subject} onClear={() => change({ subject: '' })} />
        {isNarrowed(filter) && (
          <Button variant="ghost" onClick={clear}>
            <X aria-hidden />
            {t('clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
