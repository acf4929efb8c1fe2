import { useFormats } from '@payloom/i18n/formats';
import { serverNow } from '@payloom/i18n/server-clock';
import { useViewer } from '@payloom/session/use-session';
import { Button } from '@payloom/ui-kit/button';
import { Card } from '@payloom/ui-kit/card';
import { EmptyState } from '@payloom/ui-kit/empty-state';
import { ErrorState } from '@payloom/ui-kit/error-state';
import { useFocusOnArrival } from '@payloom/ui-kit/focus-on-arrival';
import { fromNewest, ListStartNote } from '@payloom/ui-kit/list-start';
import { LoadMore } from '@payloom/ui-kit/load-more';
import { Skeleton } from '@payloom/ui-kit/skeleton';
import { CalendarX } from 'lucide-react';
import { useRef } from 'react';
import { useSearchParams } from 'react-router';
import { describeFailure } from '../../problems/describe-failure.ts';
import { currencyParameter, useWallet } from '../../wallet/use-wallet.ts';
import { WalletChoice } from '../../wallet/wallet-choice.tsx';
import { MonthChoice } from './month-choice.tsx';
import { StatementActions } from './statement-actions.tsx';
import { monthParameter, monthWords, thisMonth } from './statement-month.ts';
import { StatementSums } from './statement-sums.tsx';
import { StatementTable } from './statement-table.tsx';
import { useStatement, type Statement, type StatementState } from './use-statement.ts';
import { useWords } from './words.ts';

function StatementSkeleton() {
  const t = useWords();
  return (
    <div className="flex flex-col gap-4" aria-busy>
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-80 w-full" />
    </div>
  );
}

/** Whose and of when it is: on paper there is no page around it that says so. */
function PaperHead({ month, currency, timeZone }: Statement) {
  const t = useWords();
  const formats = useFormats();
  const { email } = useViewer();
  const at = formats.dateTime(new Date(serverNow()), { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <div className="hidden text-sm print:block">
      <p className="text-lg font-semibold">{t('paperTitle', { month: monthWords(month), currency })}</p>
      <p>{email}</p>
      <p className="text-muted-foreground">{t('printed', { at, timeZone })}</p>
    </div>
  );
}

/** The lines from where the address begins with them, and how one goes on. */
function Lines({ statement, loading, loadMore, start, expectOther }: WholeProps) {
  const t = useWords();
  const { lineCount } = statement;
  const { onGoOn, ...more } = loadMore;
  const goOn = (): void => {
    expectOther();
    onGoOn?.();
  };
  return (
    <>
      <ListStartNote start={start} onBack={expectOther} oldestFirst />
      <StatementTable statement={statement} isPart={start.after !== undefined} />
      {lineCount === 0 && <p className="text-sm text-muted-foreground">{t('nothing')}</p>}
      {(more.hasMore || start.after) && (
        <p className="hidden text-sm print:block">{t('notAll', { total: lineCount })}</p>
      )}
      {lineCount > 0 && (
        <LoadMore
          {...more}
          className="print:hidden"
          {...(onGoOn && { onGoOn: goOn, loading: more.loading || loading })}
        />
      )}
    </>
  );
}

interface WholeProps extends StatementState {
  statement: Statement;
  /** Another part of the lines is asked for: the focus goes there. */
  expectOther: () => void;
}

function Whole(state: WholeProps) {
  return (
    <>
      <PaperHead {...state.statement} />
      <StatementSums statement={state.statement} />
      <Lines {...state} />
    </>
  );
}

/** Where there is no such month or wallet, and the one next step. */
function NoStatement({
  refusal,
  onThisMonth,
}: {
  refusal: StatementState['refusal'];
  onThisMonth: () => void;
}) {
  const t = useWords();
  const field = refusal?.fields[0]?.name;
  const [title, why] =
    field === 'currency'
      ? [t('noWallet'), t('noWalletWhy')]
      : field === 'month'
        ? [t('noMonth'), t('noMonthWhy')]
        : [t('notYet'), t('notYetWhy')];
  return (
    <Card>
      <EmptyState
        icon={CalendarX}
        title={title}
        description={why}
        action={
          <Button variant="outline" onClick={onThisMonth}>
            {t('toThisMonth')}
          </Button>
        }
      />
    </Card>
  );
}

interface ShownProps {
  state: StatementState;
  onThisMonth: () => void;
  expectOther: () => void;
}

function Shown({ state, onThisMonth, expectOther }: ShownProps) {
  const t = useWords();
  if (state.statement) return <Whole {...state} statement={state.statement} expectOther={expectOther} />;
  if (state.refusal) return <NoStatement refusal={state.refusal} onThisMonth={onThisMonth} />;
  if (!state.error) return <StatementSkeleton />;
  return (
    <Card>
      <ErrorState
        title={t('failed')}
        description={describeFailure(state.error)}
        onRetry={state.retry}
        retrying={state.loading}
      />
    </Card>
  );
}

/** A month of one of the viewer's wallets, line by line; the URL says which month and wallet. */
export function WalletStatement() {
  const [params, setParams] = useSearchParams();
  const { wallet, wallets } = useWallet();
  const month = params.get(monthParameter) ?? thisMonth();
  const state = useStatement({ month, currency: params.get(currencyParameter) ?? undefined, wallet });
  // Between two parts there is neither: the region stays.
  const region = useRef<HTMLDivElement>(null);
  const expectOther = useFocusOnArrival(region, state.statement?.lines.edges[0]?.node.id);
  const choose = (chosen: string): void =>
    setParams((now) => ({ ...Object.fromEntries(fromNewest(now)), [monthParameter]: chosen }), {
      replace: true,
    });
  const toThisMonth = (): void => setParams({}, { replace: true });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <MonthChoice month={month} onChange={choose} />
        <StatementActions {...state} />
      </div>
      {wallet && (
        <div className="empty:hidden print:hidden">
          <WalletChoice wallet={wallet} wallets={wallets} kept={monthParameter} />
        </div>
      )}
      <div ref={region} tabIndex={-1} className="flex flex-col gap-4 outline-none">
        <Shown state={state} onThisMonth={toThisMonth} expectOther={expectOther} />
      </div>
    </div>
  );
}
