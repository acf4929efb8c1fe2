import { ArrowUpToLine, ListEnd } from 'lucide-react';
import { useMemo } from 'react';
import { Link, useNavigate, useSearchParams, type To } from 'react-router';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { useWords } from './words.ts';

/** What it is called in the URL, where a page has one list. */
const PARAMETER = 'after';

/** Where a list begins: with the newest, or behind a row that the URL names. */
export interface ListStart {
  /** The cursor of that row; undefined where it begins with the newest. */
  after: string | undefined;
  /** What the graph is asked with. Of `start` it is not told: Apollo's cache keeps what it names as a list of its own. */
  variables: { after?: string; start?: string };
  /** The list from its newest on; of one that goes the other way, from its oldest. */
  newest: To;
  /** Begins behind another row. A step in the history: back leads to where one was. */
  goOn: (after: string) => void;
}

function withStart(params: URLSearchParams, name: string, after?: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (after === undefined) next.delete(name);
  else next.set(name, after);
  return next;
}

/** The URL's parameters for the same page with another filter: its list begins with the newest. */
export const fromNewest = (params: URLSearchParams): URLSearchParams => withStart(params, PARAMETER);

/** Where the page's list begins, kept in the URL so that it can be gone back to. A page's second list has its own name. */
export function useListStart(name = PARAMETER): ListStart {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  return useMemo(() => {
    const after = params.get(name) ?? undefined;
    return {
      after,
      variables: after ? { after, start: after } : {},
      newest: { search: withStart(params, name).toString() },
      goOn: (cursor) => void navigate({ search: withStart(params, name, cursor).toString() }),
    };
  }, [params, name, navigate]);
}

interface ListStartProps {
  start: ListStart;
  onBack: () => void;
  /** The list goes from the oldest to the newest: it begins with the oldest. */
  oldestFirst?: boolean;
}

/** Says that a list does not begin where it could, and leads there. */
export function ListStartNote({ start: { after, newest }, onBack, oldestFirst = false }: ListStartProps) {
  const t = useWords();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 empty:hidden print:hidden">
      <p role="status" className="text-sm text-muted-foreground empty:hidden">
        {after && t(oldestFirst ? 'goesOnLater' : 'goesOn')}
      </p>
      {after && (
        <Button variant="outline" size="sm" asChild>
          <Link to={newest} onClick={onBack}>
            <ArrowUpToLine aria-hidden />
            {t(oldestFirst ? 'toOldest' : 'toNewest')}
          </Link>
        </Button>
      )}
    </div>
  );
}

/** Behind the row where the list begins there is nothing. */
export function NothingFurther() {
  const t = useWords();
  return <EmptyState icon={ListEnd} title={t('nothingFurther')} />;
}
