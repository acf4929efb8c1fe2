import { Check, Minus } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './cn.ts';
import { useFieldControl } from './field-control.ts';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'ref'> {
  /** Some of what it stands for is chosen, and some is not. */
  indeterminate?: boolean;
}

const box = cn(
  'peer size-full cursor-pointer appearance-none rounded-sm border border-input bg-card transition-colors duration-120',
  'hover:border-muted-foreground checked:border-accent checked:bg-accent',
  'indeterminate:border-accent indeterminate:bg-accent aria-invalid:border-danger',
  'focus-visible:outline-2 focus-visible:outline-offset-2 focus-visible:outline-ring',
  'disabled:cursor-not-allowed disabled:opacity-55 not-checked:disabled:bg-muted',
);
const mark =
  'pointer-events-none absolute inset-0 m-auto size-3 stroke-3 text-accent-foreground opacity-0 transition-opacity duration-120';

/** Yes or no, or, where it stands for many, some. Inside a FormField it takes the field's id and ARIA attributes. */
export function Checkbox({ indeterminate = false, className, ...props }: CheckboxProps) {
  const control = useFieldControl(props);
  return (
    <span className={cn('relative inline-flex size-4.5 shrink-0', className)}>
      <input
        {...control}
        type="checkbox"
        // HTML has no attribute for it.
        ref={(input) => {
          if (input) input.indeterminate = indeterminate;
        }}
        className={box}
      />
      <Check aria-hidden className={cn(mark, 'peer-checked:opacity-100 peer-indeterminate:opacity-0')} />
      <Minus aria-hidden className={cn(mark, 'peer-indeterminate:opacity-100')} />
    </span>
  );
}
