import { Button } from '@payloom/ui-kit/button';
import { DialogFooter } from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Textarea } from '@payloom/ui-kit/textarea';
import { useRef, useState, type SyntheticEvent } from 'react';
import { ResolveProblem } from './resolve-problem.tsx';
import type { Outcome } from './use-resolve-letters.ts';
import { useWords } from './words.ts';

const REASON_CHARACTERS_MAX = 500;

function judge(reason: string): string | undefined {
  const t = useWords.now();
  if (reason === '') return t('reasonMissing');
  if (reason.length <= REASON_CHARACTERS_MAX) return undefined;
  return t('reasonTooLong', { count: reason.length, most: REASON_CHARACTERS_MAX });
}

export interface DiscardFormProps {
  count: number;
  busy: boolean;
  /** Where no dialog opens with it, which would focus it. */
  autoFocus?: boolean;
  /** Discards them for the reason. */
  onDiscard: (reason: string) => Promise<Outcome>;
  onDone: () => void;
  onCancel: () => void;
}

/** Asks why dead letters are let go, and lets them go. */
export function DiscardForm({ count, busy, autoFocus = false, ...does }: DiscardFormProps) {
  const t = useWords();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState(false);
  const [problem, setProblem] = useState<string>();
  const field = useRef<HTMLDivElement>(null);
  const reason = text.trim();
  const error = asked ? judge(reason) : undefined;

  const submit = async (): Promise<void> => {
    setAsked(true);
    setProblem(undefined);
    if (judge(reason)) {
      field.current?.querySelector('textarea')?.focus();
      return;
    }
    const outcome = await does.onDiscard(reason);
    if (outcome.done) does.onDone();
    else setProblem(outcome.problem);
  };
  const press = (event: SyntheticEvent): void => {
    event.preventDefault();
    void submit();
  };
  return (
    <form noValidate aria-label={t('form')} className="flex flex-col gap-4" onSubmit={press}>
      <div ref={field}>
        <FormField
          label={t('reason')}
          required
          error={error}
          description={t('reasonCount', { count: reason.length, most: REASON_CHARACTERS_MAX })}
        >
          <Textarea autoFocus={autoFocus} value={text} onChange={(event) => setText(event.target.value)} />
        </FormField>
      </div>
      <ResolveProblem>{problem}</ResolveProblem>
      <DialogFooter>
        <Button variant="outline" onClick={does.onCancel}>
          {t('keep', { count })}
        </Button>
        <Button type="submit" needsNetwork variant="destructive" busy={busy}>
          {t('discard', { count })}
        </Button>
      </DialogFooter>
    </form>
  );
}
