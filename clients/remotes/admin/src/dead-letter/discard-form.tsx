import { Button } from '@payloom/ui-kit/button';
import { DialogFooter } from '@payloom/ui-kit/dialog';
import { FormField } from '@payloom/ui-kit/form-field';
import { Textarea } from '@payloom/ui-kit/textarea';
import { useRef, useState, type SyntheticEvent } from 'react';
import { ResolveProblem } from './resolve-problem.tsx';
import { countLetters } from './resolved-sentence.ts';
import type { Outcome } from './use-resolve-letters.ts';

const REASON_CHARACTERS_MAX = 500;

function judge(reason: string): string | undefined {
  if (reason === '') return 'Say why: it is kept with the letter and in the audit log.';
  if (reason.length <= REASON_CHARACTERS_MAX) return undefined;
  return `Make it shorter: ${reason.length} characters are more than ${REASON_CHARACTERS_MAX}.`;
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
    <form noValidate aria-label="Discard" className="flex flex-col gap-4" onSubmit={press}>
      <div ref={field}>
        <FormField
          label="Reason"
          required
          error={error}
          description={`${reason.length} of ${REASON_CHARACTERS_MAX} characters`}
        >
          <Textarea autoFocus={autoFocus} value={text} onChange={(event) => setText(event.target.value)} />
        </FormField>
      </div>
      <ResolveProblem>{problem}</ResolveProblem>
      <DialogFooter>
        <Button variant="outline" onClick={does.onCancel}>
          Keep {count === 1 ? 'it' : 'them'}
        </Button>
        <Button type="submit" variant="destructive" busy={busy}>
          Discard {countLetters(count)}
        </Button>
      </DialogFooter>
    </form>
  );
}
